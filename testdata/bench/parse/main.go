// Command parse reads and parses JSON files, on all processors: what no linter of
// them can be faster than.
package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

func main() {
	names := make(chan string)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for name := range names {
				text, err := os.ReadFile(name)
				if err != nil {
					panic(err)
				}
				var value any
				if err := json.Unmarshal(text, &value); err != nil {
					panic(err)
				}
			}
		})
	}
	for _, root := range os.Args[1:] {
		err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".json") {
				names <- name
			}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	close(names)
	group.Wait()
}
