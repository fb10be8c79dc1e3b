# LibreOffice opens the marked workbooks, recalculates the annex and reads the Word file in the tests, for nothing but an
# office program knows whether it takes them.

.PHONY: office
office:
	@if ! command -v soffice >/dev/null 2>&1 || ! ls /usr/lib*/libreoffice/program/libswlo.so >/dev/null 2>&1; then \
	  if command -v apt-get >/dev/null 2>&1; then \
	    $(SUDO) apt-get update -q; \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui; \
	  else \
	    echo "This system has no apt-get. Please install LibreOffice Calc and Writer, so that soffice is found, and run make again"; \
	    exit 1; \
	  fi; \
	fi
