# Chromium opens the web page in the tests, for nothing but a browser knows what a page does under pointer, keys and finger.

.PHONY: browser
browser:
	@if ! command -v chromium >/dev/null 2>&1; then \
	  if command -v apt-get >/dev/null 2>&1; then \
	    $(SUDO) apt-get update -q; \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium; \
	  else \
	    echo "This system has no apt-get. Please install Chromium, so that chromium is found, and run make again"; \
	    exit 1; \
	  fi; \
	fi
