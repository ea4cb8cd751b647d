package regotest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Export writes into a folder what the tests need beside the paths that they
// were read from, so that OPA itself can run them: the public libraries, and
// as data.json the editions, the parameters with their defaults and the data
// files that were named. It returns the patterns of the files at the paths that
// OPA must ignore, since it would take them for data.
func (s *Sources) Export(dir, edition string) (ignore []string, err error) {
	texts, err := Libraries()
	if err != nil {
		return nil, err
	}
	data, err := s.base(edition)
	if err != nil {
		return nil, err
	}
	maps.Copy(data, s.named) // the others OPA reads where they stand
	text, err := json.MarshalIndent(data, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("could not write the tests' data: %w", err)
	}
	files := map[string]string{"data.json": string(text) + "\n"}
	for name, text := range texts {
		files[filepath.Join("edslint", name)] = text
	}
	if err := os.MkdirAll(filepath.Join(dir, "edslint"), 0o755); err != nil {
		return nil, fmt.Errorf("could not make the folder: %w", err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, fmt.Errorf("could not write the library: %w", err)
		}
	}
	slices.Sort(s.others)
	return slices.Compact(s.others), nil
}
