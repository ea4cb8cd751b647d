package rules

import (
	"encoding/json"
	"fmt"
	"strings"
)

// The types of a parameter.
const (
	Integer = "integer"
	Number  = "number"
	String  = "string"
	Boolean = "boolean"
	Strings = "list of strings"
)

// Param is what a config can set for a rule, which reads it as
// data.params.<ID>["<name>"].
type Param struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`    // one of the types above
	Default     any      `json:"default"` // of its type: int, float64, string, bool, []string
	Description string   `json:"description"`
	Minimum     *float64 `json:"minimum,omitempty"` // of a number
}

// ParamTypes lists the types of parameters.
func ParamTypes() []string { return []string{Integer, Number, String, Boolean, Strings} }

// Shown writes a parameter's value as YAML and JSON both do.
func Shown(value any) string {
	text, err := json.Marshal(value)
	if err != nil { // only for what no parameter is
		return fmt.Sprint(value)
	}
	return strings.ReplaceAll(string(text), `","`, `", "`)
}
