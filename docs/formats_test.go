package docs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/report"
)

// TestFormats: each format is in the tables of the README and of its page.
func TestFormats(t *testing.T) {
	for _, name := range []string{filepath.Join("..", "README.md"), "formats.md"} {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range report.Formats() {
			if !strings.Contains(string(page), "\n| `"+format+"` | ") {
				t.Errorf("%s has no line for the format %s", name, format)
			}
		}
	}
}
