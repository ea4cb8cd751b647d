package terraform

import (
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// module is what a folder of Terraform's files has that values can come from.
type module struct {
	variables map[string]definition
	locals    map[string]definition
	tagged    bool // a provider gives tags to all that it makes
}

// definition is the value of a local, or a variable's default, and the file
// in which it stands.
type definition struct {
	file  *source.File
	value *source.Node  // nil for a variable that has none
	path  *dialect.Path // of it
	typ   *source.Node  // of a variable; nil where any will do
	typed *source.File  // in which that stands
	given bool          // by a file of values, so that it is no mere default
}

// modules keeps the folders that were read last.
type modules struct {
	limits source.Limits
	mu     sync.Mutex
	kept   []keptModule
}

type keptModule struct {
	folder string
	read   func() *module
}

// mostModules is how many folders are kept: files are linted in the order of
// their names, so that those of a folder come together.
const mostModules = 16

// of returns what the folder of a file has. The file itself is as it was read;
// of standard input, it is all there is.
func (m *modules) of(file *source.File) *module {
	folder := file.Folder()
	if folder == "" {
		own := &module{variables: map[string]definition{}, locals: map[string]definition{}}
		own.add(file)
		return own
	}
	m.mu.Lock()
	i := slices.IndexFunc(m.kept, func(k keptModule) bool { return k.folder == folder })
	if i < 0 {
		if len(m.kept) == mostModules {
			m.kept = slices.Delete(m.kept, 0, 1)
		}
		read := sync.OnceValue(func() *module { return readModule(file, m.limits) })
		m.kept = append(m.kept, keptModule{folder, read})
		i = len(m.kept) - 1
	}
	read := m.kept[i].read
	m.mu.Unlock()
	return read()
}

func readModule(file *source.File, limits source.Limits) *module {
	files := append(file.Siblings(holdsDefinitions, limits), file)
	slices.SortStableFunc(files, func(a, b *source.File) int {
		return strings.Compare(order(filepath.Base(a.Name)), order(filepath.Base(b.Name)))
	})
	m := &module{variables: map[string]definition{}, locals: map[string]definition{}}
	for _, f := range files {
		m.add(f)
		f.Position(0) // so that others can ask at the same time
	}
	return m
}

// holdsDefinitions says by a file's name whether Terraform reads it, without
// being told to.
func holdsDefinitions(name string) bool {
	return strings.HasSuffix(name, ".tf") || strings.HasSuffix(name, ".tf.json") || holdsValues(name)
}

func holdsValues(name string) bool {
	return name == "terraform.tfvars" || name == "terraform.tfvars.json" ||
		strings.HasSuffix(name, ".auto.tfvars") || strings.HasSuffix(name, ".auto.tfvars.json")
}

// order sorts files as Terraform reads them: what comes later counts.
func order(name string) string {
	stem := strings.TrimSuffix(strings.TrimSuffix(name, ".json"), ".tf")
	switch {
	case strings.HasPrefix(name, "terraform.tfvars"):
		return "2" + name
	case holdsValues(name):
		return "3" + name
	case stem == "override" || strings.HasSuffix(stem, "_override"):
		return "1" + name
	default:
		return "0" + name
	}
}

// add takes in what a file defines.
func (m *module) add(file *source.File) {
	path := (*dialect.Path)(nil)
	for _, doc := range file.Documents {
		if doc.Root == nil || doc.Root.Kind != source.Object {
			continue
		}
		if holdsValues(filepath.Base(file.Name)) {
			for _, member := range doc.Root.Members {
				if known, ok := m.variables[member.Key.Text]; ok {
					m.variables[member.Key.Text] = definition{file: file, value: member.Value, path: path.To(member.Key.Text), typ: known.typ, typed: known.typed, given: true}
				}
			}
			continue
		}
		for _, member := range doc.Root.Members {
			at := path.To(member.Key.Text)
			for i, body := range bodies(member.Value) {
				at := listed(at, member.Value, i)
				switch member.Key.Text {
				case "locals":
					for _, local := range body.Members {
						m.locals[local.Key.Text] = definition{file: file, value: local.Value, path: at.To(local.Key.Text)}
					}
				case "variable":
					for _, variable := range body.Members {
						m.variable(file, variable, at.To(variable.Key.Text))
					}
				case "provider":
					m.tagged = m.tagged || tagsAll(body)
				}
			}
		}
	}
}

// tagsAll reports whether a provider gives tags to all that it makes.
func tagsAll(providers *source.Node) bool {
	for _, provider := range providers.Members {
		for _, body := range bodies(provider.Value) {
			if body.Get("default_tags") != nil {
				return true
			}
		}
	}
	return false
}

func (m *module) variable(file *source.File, variable source.Member, path *dialect.Path) {
	d := m.variables[variable.Key.Text] // which a file that overrides others keeps in part
	for i, body := range bodies(variable.Value) {
		if value := body.Get("default"); value != nil {
			d.file, d.value, d.path = file, value, listed(path, variable.Value, i).To("default")
		}
		if typ := body.Get("type"); typ != nil {
			d.typed, d.typ = file, typ
		}
	}
	m.variables[variable.Key.Text] = d
}
