package custom

import (
	"fmt"
	"maps"
	"path/filepath"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	opaloader "github.com/open-policy-agent/opa/v1/loader"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// many are 200 rules as people write them.
func many() map[string]string {
	files := map[string]string{"acme/lib.rego": "package acme.lib\n\nhelp(key) := sprintf(\"add %s\", [key])\n"}
	for i := range 200 {
		name := fmt.Sprintf("rule_%d", i)
		files[name+"/"+name+".rego"] = text(fmt.Sprintf("ACME%d", i), name, "\n#   params:\n#     key: {type: string, default: owner, description: The tag.}", fmt.Sprintf(`
import data.acme.lib
import data.edslint.lib as words

findings contains {"at": ["TagsList"], "message": sprintf("the store has no tag %%s", [words.quote(key)]), "help": lib.help(key)} if {
	key := data.params.ACME%d.key
	every tag in input.TagsList { tag.Key != key }
}

findings contains {"at": ["AdvancedEventSelectors", selector.index], "message": sprintf("%%s is not logged", [bucket])} if {
	some selector in words.selectors
	selector.category == "Data"
	selector.type == "AWS::S3::Object"
	some bucket in ["a", "b"]
	not names(selector.index, bucket)
}

names(i, bucket) if {
	some statement in input.AdvancedEventSelectors[i].FieldSelectors
	some value in statement.StartsWith
	contains(value, bucket)
}
`, i))
	}
	return files
}

// BenchmarkLoad and BenchmarkOPA are to be compared: loading 200 rules may cost
// less than 3 times what OPA takes to parse and compile them.
func BenchmarkLoad(b *testing.B) {
	o := Options{Rules: []Path{{Path: write(b, many()), Name: "policy"}}, BuiltIn: builtIn(b)}
	for b.Loop() {
		if s := Load(o); len(s.Sound()) != 200 {
			b.Fatal(mistakes(s))
		}
	}
}

func BenchmarkOPA(b *testing.B) {
	dir := write(b, many())
	libraries, err := policy.Libraries(rules.FS, "lib")
	if err != nil {
		b.Fatal(err)
	}
	lib := write(b, libraries)
	for b.Loop() {
		loaded, err := opaloader.NewFileLoader().WithProcessAnnotation(true).All([]string{dir, filepath.Join(lib, "lib")})
		if err != nil {
			b.Fatal(err)
		}
		modules := map[string]*ast.Module{}
		for name, module := range loaded.ParsedModules() {
			modules[name] = module
		}
		compiler := ast.NewCompiler()
		if compiler.Compile(maps.Clone(modules)); compiler.Failed() {
			b.Fatal(compiler.Errors)
		}
	}
}
