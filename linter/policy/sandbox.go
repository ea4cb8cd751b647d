package policy

import (
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// allowed are the built-in functions that a rule may call: each computes its
// result from its arguments alone. None reaches a network, a file, the
// environment, a clock or randomness; one that isn't listed doesn't exist for
// a rule. OPA's own functions that are listed nowhere make a test fail.
var allowed = []string{
	"abs", "all", "and", "any", "array.concat", "array.flatten", "array.reverse", "array.slice", "assign",
	"base64.decode", "base64.encode", "base64.is_valid", "base64url.decode", "base64url.encode", "base64url.encode_no_pad",
	"bits.and", "bits.lsh", "bits.negate", "bits.or", "bits.rsh", "bits.xor",
	"cast_array", "cast_boolean", "cast_null", "cast_object", "cast_set", "cast_string", "ceil", "concat", "contains", "count",
	"crypto.hmac.equal", "crypto.hmac.md5", "crypto.hmac.sha1", "crypto.hmac.sha256", "crypto.hmac.sha512",
	"crypto.md5", "crypto.sha1", "crypto.sha256",
	"div", "endswith", "eq", "equal", "floor", "format_int", "glob.match", "glob.quote_meta",
	"graph.reachable", "graph.reachable_paths", "gt", "gte", "hex.decode", "hex.encode", "indexof", "indexof_n",
	"internal.member_2", "internal.member_3", "internal.print", "internal.template_string", "internal.test_case", "intersection",
	"is_array", "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string",
	"json.filter", "json.is_valid", "json.marshal", "json.marshal_with_options", "json.patch", "json.remove", "json.unmarshal",
	"lower", "lt", "lte", "max", "min", "minus", "mul", "neq",
	"net.cidr_contains", "net.cidr_contains_matches", "net.cidr_expand", "net.cidr_intersects", "net.cidr_is_valid", "net.cidr_merge", "net.cidr_overlap",
	"numbers.range", "numbers.range_step", "object.filter", "object.get", "object.keys", "object.remove", "object.subset", "object.union", "object.union_n",
	"or", "plus", "print", "product", "re_match",
	"regex.find_all_string_submatch_n", "regex.find_n", "regex.globs_match", "regex.is_valid", "regex.match", "regex.replace", "regex.split", "regex.template_match",
	"rego.metadata.chain", "rego.metadata.rule", "rem", "replace", "round", "semver.compare", "semver.is_valid", "set_diff", "sort", "split", "sprintf", "startswith",
	"strings.any_prefix_match", "strings.any_suffix_match", "strings.count", "strings.render_template", "strings.replace_n", "strings.reverse", "strings.split_n", "substring", "sum",
	"time.add_date", "time.clock", "time.date", "time.diff", "time.format", "time.parse_duration_ns", "time.parse_ns", "time.parse_rfc3339_ns", "time.weekday",
	"to_number", "trim", "trim_left", "trim_prefix", "trim_right", "trim_space", "trim_suffix", "type_name", "union", "units.parse", "units.parse_bytes", "upper",
	"uri.is_valid", "uri.parse", "urlquery.decode", "urlquery.decode_object", "urlquery.encode", "urlquery.encode_object", "uuid.parse", "walk",
	"yaml.is_valid", "yaml.marshal", "yaml.unmarshal",
}

// capabilities are OPA's, with the allowed functions only. They are made once,
// since every parse asks for them, and only read from then on.
var capabilities = sync.OnceValue(func() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	c.Builtins = slices.DeleteFunc(c.Builtins, func(b *ast.Builtin) bool { return !slices.Contains(allowed, b.Name) })
	c.AllowNet = []string{}
	return c
})

// refused are the other functions of OPA, by the reason why no rule may call
// them, in words that follow the function's name and a colon.
var refused = map[string][]string{
	"rules may not reach the network":          {"http.send", "net.lookup_ip_addr"},
	"rules may not open what a $ref names":     {"json.match_schema", "json.verify_schema"},
	"rules may not read the environment":       {"opa.runtime"},
	"rules may not read a clock or randomness": {"time.now_ns", "rand.intn", "uuid.rfc4122", "io.jwt.decode_verify"},
	"rules may not make signatures or handle keys": {"providers.aws.sign_req", "io.jwt.encode_sign", "io.jwt.encode_sign_raw", "io.jwt.decode",
		"io.jwt.verify_eddsa", "io.jwt.verify_es256", "io.jwt.verify_es384", "io.jwt.verify_es512", "io.jwt.verify_hs256", "io.jwt.verify_hs384", "io.jwt.verify_hs512",
		"io.jwt.verify_ps256", "io.jwt.verify_ps384", "io.jwt.verify_ps512", "io.jwt.verify_rs256", "io.jwt.verify_rs384", "io.jwt.verify_rs512",
		"crypto.parse_private_keys", "crypto.x509.parse_and_verify_certificates", "crypto.x509.parse_and_verify_certificates_with_options",
		"crypto.x509.parse_certificate_request", "crypto.x509.parse_certificates", "crypto.x509.parse_keypair", "crypto.x509.parse_rsa_private_key"},
	"rules may not run a parser of programs": {"rego.parse_module", "graphql.is_valid", "graphql.parse", "graphql.parse_and_verify", "graphql.parse_query",
		"graphql.parse_schema", "graphql.schema_is_valid"},
	"rules may not write to the explanation of an evaluation: use print": {"trace"},
}

// Refusal says why no rule may call a function of OPA, or is empty where rules
// may, or OPA has no such function.
func Refusal(function string) string {
	for reason, names := range refused {
		if slices.Contains(names, function) {
			return reason
		}
	}
	return ""
}

// Capabilities are what rules may use of OPA. They are shared: nobody may change
// them.
func Capabilities() *ast.Capabilities { return capabilities() }
