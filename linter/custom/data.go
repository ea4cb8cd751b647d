package custom

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// taken are the names below data that edslint itself gives a meaning.
var taken = []string{"context", "edition", "editions", "edslint", "latest", "params", "rules"}

// readDataFile reads a file that rules see as data.<its name without ending>.
func (l *loader) readDataFile(p Path) {
	info, err := os.Stat(p.Path)
	name := filepath.Base(p.Path)
	ending := filepath.Ext(name)
	name = strings.TrimSuffix(name, ending)
	switch {
	case err != nil:
		l.missing(p, err)
	case info.IsDir():
		l.ofPath(p, "it is a folder: name the data files in it")
	case !info.Mode().IsRegular():
		l.ofPath(p, "it is no regular file")
	case !slices.Contains([]string{".json", ".yaml", ".yml"}, strings.ToLower(ending)):
		l.ofPath(p, "data is a .json, .yaml or .yml file")
	default:
		text, ok := l.readNamed(p, info.Size())
		if !ok {
			break
		}
		value, ok := l.parseData(p, text)
		if l.free(p, name) && ok {
			l.merge(p, []string{name}, value)
			return
		}
	}
	l.badData[name] = true
}

func (l *loader) readNamed(p Path, size int64) ([]byte, bool) {
	most := int64(l.Limits.DataBytes)
	if size > most {
		l.ofPath(p, "it is %d bytes long, but %d are the most that is read", size, most)
		return nil, false
	}
	f, err := os.Open(p.Path)
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	defer f.Close() // only read from
	text, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	return text, l.counts(p, len(text))
}

// addTree adds a data.json or data.yaml of a folder of rules, which rules see
// where the folder stands.
func (l *loader) addTree(p Path, folder string, text []byte) {
	value, ok := l.parseData(p, text)
	var at []string
	if folder != "." {
		at = strings.Split(folder, "/")
	}
	if !ok {
		if len(at) > 0 {
			l.badData[at[0]] = true
		}
		l.untold = l.untold || len(at) == 0
		return
	}
	object, isObject := value.(map[string]any)
	if !isObject {
		l.ofPath(p, "it must hold an object, whose members rules see as data%s.<member>", strings.Join(append([]string{""}, at...), "."))
		return
	}
	if len(at) > 0 {
		if l.free(p, at[0]) {
			l.merge(p, at, value)
		}
		return
	}
	for name, value := range object {
		if p.bundled && slices.Contains(taken, name) {
			continue // what edslint gives rules was there when the bundle was built
		}
		if l.free(p, name) {
			l.merge(p, []string{name}, value)
		}
	}
}

// free reports whether data may have a name, and says so where not.
func (l *loader) free(p Path, name string) bool {
	if slices.Contains(taken, name) {
		l.ofPath(p, "data can't be called %q: edslint itself gives rules data.%s; other names that are taken are %s", name, name,
			spelling.And(slices.DeleteFunc(slices.Clone(taken), func(other string) bool { return other == name })))
		return false
	}
	return true
}

// merge puts a value at a path below data. Objects are merged member by member.
func (l *loader) merge(p Path, at []string, value any) {
	into := l.data
	for _, name := range at[:len(at)-1] {
		below, known := into[name]
		object, isObject := below.(map[string]any)
		if known && !isObject {
			l.clash(p, at)
			return
		}
		if !known {
			object = map[string]any{}
			into[name] = object
		}
		into = object
	}
	name := at[len(at)-1]
	earlier, known := into[name]
	if !known {
		into[name] = value
		return
	}
	old, isObject := earlier.(map[string]any)
	more, alsoObject := value.(map[string]any)
	if !isObject || !alsoObject {
		l.clash(p, at)
		return
	}
	for name, value := range more {
		if _, twice := old[name]; twice {
			l.clash(p, append(slices.Clone(at), name))
			continue
		}
		old[name] = value
	}
}

func (l *loader) clash(p Path, at []string) {
	l.ofPath(p, "another data file has data.%s already", strings.Join(at, "."))
}

// parseData reads JSON or YAML, in the same way as requests.
func (l *loader) parseData(p Path, text []byte) (any, bool) {
	file := source.Parse(p.Name, text, l.within())
	for _, fault := range file.Faults {
		message := fault.Message
		if fault.Help != "" {
			message += "; " + fault.Help
		}
		region := file.Region(fault.Start, fault.End)
		l.mistakes = append(l.mistakes, Mistake{File: p.Name, Region: region, Message: message, Snippet: file.Snippet(region)})
	}
	if len(file.Faults) > 0 {
		return nil, false
	}
	var roots []*source.Node
	for _, doc := range file.Documents {
		if doc.Root != nil {
			roots = append(roots, doc.Root)
		}
	}
	if len(roots) != 1 {
		l.ofPath(p, "a data file holds one value, but this one holds %s", map[bool]string{true: "none", false: "several documents"}[len(roots) == 0])
		return nil, false
	}
	return roots[0].JSON(), true
}
