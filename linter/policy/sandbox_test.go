package policy

import (
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// refused are the functions of OPA that no rule may call, and why.
var refused = map[string][]string{
	"reaches a network":           {"http.send", "net.lookup_ip_addr"},
	"opens what a $ref names":     {"json.match_schema", "json.verify_schema"},
	"reads the environment":       {"opa.runtime"},
	"reads a clock or randomness": {"time.now_ns", "rand.intn", "uuid.rfc4122", "io.jwt.decode_verify"},
	"makes signatures or parses keys, which no rule needs": {"providers.aws.sign_req", "io.jwt.encode_sign", "io.jwt.encode_sign_raw", "io.jwt.decode",
		"io.jwt.verify_eddsa", "io.jwt.verify_es256", "io.jwt.verify_es384", "io.jwt.verify_es512", "io.jwt.verify_hs256", "io.jwt.verify_hs384", "io.jwt.verify_hs512",
		"io.jwt.verify_ps256", "io.jwt.verify_ps384", "io.jwt.verify_ps512", "io.jwt.verify_rs256", "io.jwt.verify_rs384", "io.jwt.verify_rs512",
		"crypto.parse_private_keys", "crypto.x509.parse_and_verify_certificates", "crypto.x509.parse_and_verify_certificates_with_options",
		"crypto.x509.parse_certificate_request", "crypto.x509.parse_certificates", "crypto.x509.parse_keypair", "crypto.x509.parse_rsa_private_key"},
	"runs a parser that no rule needs": {"rego.parse_module", "graphql.is_valid", "graphql.parse", "graphql.parse_and_verify", "graphql.parse_query",
		"graphql.parse_schema", "graphql.schema_is_valid"},
	"writes to the explanation of an evaluation": {"trace"},
}

func TestEveryBuiltinIsClassified(t *testing.T) {
	no := map[string]bool{}
	for _, names := range refused {
		for _, name := range names {
			no[name] = true
		}
	}
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		if yes := slices.Contains(allowed, b.Name); yes == no[b.Name] {
			t.Errorf("%s: allowed %v, refused %v; want exactly one", b.Name, yes, no[b.Name])
		}
		if b.Nondeterministic && !no[b.Name] {
			t.Errorf("%s is nondeterministic, so it can't be allowed", b.Name)
		}
	}
}

func TestRefusedBuiltinDoesNotCompile(t *testing.T) {
	for _, names := range refused {
		for _, name := range names {
			if slices.ContainsFunc(capabilities().Builtins, func(b *ast.Builtin) bool { return b.Name == name }) {
				t.Errorf("%s is among the capabilities", name)
			}
		}
	}
}
