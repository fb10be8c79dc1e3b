# LibreOffice opens the marked workbooks and recalculates the annex in the tests, for nothing but a spreadsheet program
# knows whether it takes them.

.PHONY: office
office:
	@if ! command -v soffice >/dev/null 2>&1; then \
	  if command -v apt-get >/dev/null 2>&1; then \
	    $(SUDO) apt-get update -q; \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libreoffice-calc-nogui; \
	  else \
	    echo "This system has no apt-get. Please install LibreOffice Calc, so that soffice is found, and run make again"; \
	    exit 1; \
	  fi; \
	fi
