package docs

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
)

var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")

// TestReadmeConfig holds the README's example to the config.
func TestReadmeConfig(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(readme), "### Configuration\n")
	block := yamlBlock.FindStringSubmatch(section)
	if !ok || block == nil {
		t.Fatal("README.md shows no config")
	}
	soundConfig(t, block[1])
}

// TestConfiguration holds the page to the config: each key has a heading, and
// below it an example with that key. Each example is sound.
func TestConfiguration(t *testing.T) {
	page, err := os.ReadFile("configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range yamlBlock.FindAllStringSubmatch(string(page), -1) {
		soundConfig(t, block[1])
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(config.SchemaText(), &schema); err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(string(page), "\n## ")
	for key := range schema.Properties {
		documented := false
		for _, section := range sections[1:] {
			heading, text, _ := strings.Cut(section, "\n")
			documented = documented || strings.Contains(heading, "`"+key+"`") && strings.Contains(text, "\n"+key+":")
		}
		if !documented {
			t.Errorf("`%s` has no section with an example", key)
		}
	}
}

func soundConfig(t *testing.T, text string) {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), ".edslint.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, _, err := linter.Configure(linter.Options{Config: file, Version: "0.2.0"}, all)
	if err != nil {
		t.Errorf("%v\n%s", err, text)
	} else if len(c.Warnings) > 0 {
		t.Errorf("%v\n%s", c.Warnings, text)
	}
}
