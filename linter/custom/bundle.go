package custom

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/bundle"
)

const manifestName = ".manifest"

// readBundle reads a bundle as `opa build` makes it. Of its files only Rego,
// data and the manifest matter; signatures aren't verified.
func (l *loader) readBundle(p Path) {
	p.bundled = true
	text, ok := l.unpacked(p)
	if !ok {
		return
	}
	files, err := bundleFiles(text, int64(l.Limits.TotalBytes))
	if err != nil {
		l.ofPath(p, "the bundle could not be read: %s", err)
		return
	}
	manifest, err := readManifest(files[manifestName])
	if err != nil {
		l.ofPath(p, "the bundle's manifest could not be read: %s", err)
		return
	}
	if version := manifest.RegoVersion; version != nil && *version == 0 {
		l.ofPath(p, "the bundle's manifest says that it is in Rego v0, but rules are in v1: convert them (opa fmt --v0-v1) and build it anew")
		return
	}
	before := len(l.files)
	l.readTree(p, slices.Sorted(maps.Keys(files)), func(name string, most int) ([]byte, bool) {
		content := files[name]
		if len(content) > most {
			l.ofPath(l.inside(p, name), "it is %d bytes long, but %d are the most that is read", len(content), most)
			return nil, false
		}
		return content, l.counts(l.inside(p, name), len(content))
	})
	for _, f := range l.files[before:] {
		f.roots = *manifest.Roots
	}
}

// unpacked reads a bundle as long as it stays within the limits, packed and
// unpacked.
func (l *loader) unpacked(p Path) ([]byte, bool) {
	most := int64(l.Limits.TotalBytes)
	f, err := os.Open(p.Path)
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	defer f.Close() // only read from
	packed, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	size := int64(len(packed))
	if size <= most {
		unzip, err := gzip.NewReader(bytes.NewReader(packed))
		if err == nil {
			size, err = io.Copy(io.Discard, io.LimitReader(unzip, most+1))
		}
		if err != nil {
			l.ofPath(p, "it is no bundle: a bundle is a tar archive packed by gzip, as `opa build` makes it (%s)", err)
			return nil, false
		}
	}
	if size > most {
		l.ofPath(p, "the bundle is longer than %d bytes, the most that is read", most)
		return nil, false
	}
	return packed, true
}

// bundleFiles returns the files of a bundle, by their path in it, where they are
// no longer than most together: an archive can say of holes how long they are.
func bundleFiles(packed []byte, most int64) (map[string][]byte, error) {
	files := map[string][]byte{}
	var total int64
	loader := bundle.NewTarballLoader(bytes.NewReader(packed)).WithFilter(func(_ string, info fs.FileInfo, _ int) bool {
		if info.Mode().IsRegular() {
			total += info.Size()
		}
		return total > most
	})
	for {
		file, err := loader.NextFile()
		if total > most {
			return nil, fmt.Errorf("its files are longer than %d bytes, the most that is read", most)
		}
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		var content bytes.Buffer
		if _, err := file.Read(&content, most); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		name := strings.TrimPrefix(path.Clean("/"+file.Path()), "/")
		if _, twice := files[name]; twice {
			return nil, fmt.Errorf("it holds %q twice", name)
		}
		files[name] = content.Bytes()
	}
}

func readManifest(text []byte) (bundle.Manifest, error) {
	var manifest bundle.Manifest
	if len(text) > 0 {
		if err := json.Unmarshal(text, &manifest); err != nil {
			return manifest, err
		}
	}
	manifest.Init()
	return manifest, nil
}

// inRoots reports whether a package lies in what a bundle's manifest says that
// the bundle holds.
func inRoots(roots []string, pkg string) bool {
	where := strings.ReplaceAll(pkg, ".", "/") + "/"
	return len(roots) == 0 || slices.ContainsFunc(roots, func(root string) bool {
		root = strings.Trim(root, "/")
		return root == "" || strings.HasPrefix(where, root+"/")
	})
}
