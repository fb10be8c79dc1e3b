# Faces for the pages. The Fandol family has the four faces that GB/T 9704 asks for; Noto has the rarer characters.
# The folder is what NIANBAO_FONT_DIR and --font-dir name.

FONTS := target/fonts
SUDO  := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: fonts
fonts: $(FONTS)/.complete

$(FONTS)/.complete:
	@mkdir -p $(FONTS)
	@if command -v apt-get >/dev/null 2>&1; then \
	  set -e; \
	  if ! { command -v pdftotext && fc-list 2>/dev/null | grep -q 'Noto Serif CJK'; } >/dev/null 2>&1; then \
	    $(SUDO) apt-get update -q; \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends fonts-noto-cjk fontconfig poppler-utils; \
	  fi; \
	  work=$$(mktemp -d); chmod 755 $$work; \
	  ( cd $$work && { apt-get download texlive-lang-chinese || { $(SUDO) apt-get update -q && apt-get download texlive-lang-chinese; }; } \
	    && dpkg-deb -x texlive-lang-chinese_*.deb unpacked ); \
	  cp $$work/unpacked/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/Fandol[SHKF]*.otf $(FONTS)/; \
	  rm -rf $$work; \
	  touch $@; \
	elif command -v pdftotext >/dev/null 2>&1 && [ -n "$$(ls $(FONTS) 2>/dev/null)" ]; then \
	  touch $@; \
	else \
	  echo "This system has no apt-get. Please do by hand what it would have done:"; \
	  echo "  1. install poppler-utils (pdftotext, pdftoppm)"; \
	  echo "  2. put FandolSong, FandolHei, FandolKai and FandolFang (.otf, from CTAN's package fandol) into $(FONTS)/"; \
	  echo "  3. run make again"; \
	  exit 1; \
	fi
