package rules

import (
	"fmt"
	"strconv"
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

// Shown writes a parameter's value as YAML does.
func Shown(value any) string {
	switch value := value.(type) {
	case string:
		return strconv.QuoteToGraphic(value)
	case []string:
		items := make([]string, len(value))
		for i, item := range value {
			items[i] = strconv.QuoteToGraphic(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return fmt.Sprint(value)
}
