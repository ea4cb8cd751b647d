package source

import (
	"math/big"
	"strings"
)

// reading is what a scalar is taken for.
type reading struct {
	kind Kind
	text string // as in Node.Text
}

// String says what it is, in a message.
func (r reading) String() string {
	switch r.kind {
	case String:
		return "a string"
	case Bool:
		return "the boolean " + r.text
	case Number:
		return "the number " + shorten(r.text)
	default:
		return r.kind.String()
	}
}

// clear writes a value such that no reader mistakes it.
func (r reading) clear() string {
	if r.kind != Number || isInteger(r.text) {
		return r.text
	}
	mantissa, exponent, found := strings.Cut(r.text, "e")
	if !found {
		return r.text
	}
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	if exponent[0] != '+' && exponent[0] != '-' {
		exponent = "+" + exponent
	}
	return mantissa + "e" + exponent
}

// isInteger says whether the text of a Number has neither fraction nor exponent.
func isInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// readPlain says what a plain scalar is to version 2 of the AWS CLI, which
// reads YAML 1.2. A number of more than digits characters keeps its text.
func readPlain(text string, digits int) reading {
	if r, ok := readCommon(text, digits); ok {
		return r
	}
	if !likeNumber(text) {
		return reading{String, text}
	}
	sign, rest := cutSign(text)
	switch {
	case strings.HasPrefix(rest, "0o") && isNumeral(rest[2:], "01234567"):
		return integer(text, sign, rest[2:], 8, digits)
	case isNumeral(rest, "0123456789"):
		return integer(text, sign, rest, 10, digits)
	case rest[0] != '_' && isFloat(rest, rest[0] != '.'):
		return float(text, sign, rest, digits)
	}
	return reading{String, text}
}

// readPlain11 says what a plain scalar is in YAML 1.1.
func readPlain11(text string, digits int) reading {
	if r, ok := readCommon(text, digits); ok {
		return r
	}
	switch text {
	case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON":
		return reading{Bool, "true"}
	case "n", "N", "no", "No", "NO", "off", "Off", "OFF":
		return reading{Bool, "false"}
	}
	if !likeNumber(text) {
		return reading{String, text}
	}
	sign, rest := cutSign(text)
	switch {
	case rest[0] == '_':
		return reading{String, text}
	case rest == "0":
		return integer(text, sign, rest, 10, digits)
	case rest[0] == '0' && isNumeral(rest[1:], "01234567"):
		return integer(text, sign, rest[1:], 8, digits)
	case rest[0] != '0' && isNumeral(rest, "0123456789"):
		return integer(text, sign, rest, 10, digits)
	case strings.Contains(rest, "."):
		if isFloat(rest, false) {
			return float(text, sign, rest, digits)
		}
	}
	return sexagesimal(text, sign, rest, digits)
}

// readCommon reads what is the same in both versions.
func readCommon(text string, digits int) (reading, bool) {
	if text == "" {
		return reading{Null, ""}, true
	}
	switch text[0] {
	case '~', 'n', 'N', 't', 'T', 'f', 'F':
		switch text {
		case "~", "null", "Null", "NULL":
			return reading{Null, ""}, true
		case "true", "True", "TRUE":
			return reading{Bool, "true"}, true
		case "false", "False", "FALSE":
			return reading{Bool, "false"}, true
		}
		return reading{}, false
	case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
	default:
		return reading{}, false
	}
	sign, rest := cutSign(text)
	switch {
	case text == ".nan" || text == ".NaN" || text == ".NAN":
		return reading{Number, "NaN"}, true
	case rest == ".inf" || rest == ".Inf" || rest == ".INF":
		return reading{Number, sign + "Infinity"}, true
	case strings.HasPrefix(rest, "0b") && isNumeral(rest[2:], "01"):
		return integer(text, sign, rest[2:], 2, digits), true
	case strings.HasPrefix(rest, "0x") && isNumeral(rest[2:], "0123456789abcdefABCDEF"):
		return integer(text, sign, rest[2:], 16, digits), true
	case isTimestamp(text):
		return reading{Timestamp, text}, true
	}
	return reading{}, false
}

// likeNumber says whether text begins as numbers do; only behind a sign can
// that be an underscore.
func likeNumber(text string) bool {
	_, rest := cutSign(text)
	return rest != "" && (isDigit(rest[0]) || rest[0] == '.' || rest[0] == '_' && len(rest) < len(text))
}

// cutSign cuts the sign off a number; a plus is no sign in JSON.
func cutSign(text string) (sign, rest string) {
	switch {
	case strings.HasPrefix(text, "-"):
		return "-", text[1:]
	case strings.HasPrefix(text, "+"):
		return "", text[1:]
	}
	return "", text
}

// isNumeral says whether text is made of the given digits and underscores,
// with a digit among them.
func isNumeral(text, digits string) bool {
	rest := strings.TrimLeft(text, "_")
	return rest != "" && strings.Trim(rest, digits+"_") == ""
}

// isFloat says whether text is a number with a point or an exponent. An
// exponent without a sign is one only in YAML 1.2, and there only if the number
// begins with a digit; one without a point is too.
func isFloat(text string, version12 bool) bool {
	mantissa, exponent, found := cutExponent(text)
	if found {
		sign := exponent != "" && (exponent[0] == '+' || exponent[0] == '-')
		if sign {
			exponent = exponent[1:]
		}
		if !sign && !version12 || exponent == "" || strings.Trim(exponent, "0123456789") != "" {
			return false
		}
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	switch {
	case !point:
		return found && version12 && isNumeral(whole, "0123456789")
	case whole == "":
		return isNumeral(fraction, "0123456789")
	default:
		return isNumeral(whole, "0123456789") && (fraction == "" || strings.Trim(fraction, "0123456789_") == "")
	}
}

func cutExponent(text string) (mantissa, exponent string, found bool) {
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

// integer makes a Number of digits in a base.
func integer(text, sign, numeral string, base, most int) reading {
	if len(text) > most {
		return reading{Number, text}
	}
	numeral = strings.ReplaceAll(numeral, "_", "")
	if base != 10 {
		if value, ok := new(big.Int).SetString(numeral, base); ok {
			numeral = value.String()
		}
	}
	return reading{Number, sign + trimZeros(numeral)}
}

// float makes a Number of what isFloat has seen.
func float(text, sign, rest string, most int) reading {
	if len(text) > most {
		return reading{Number, text}
	}
	mantissa, exponent, found := cutExponent(strings.ReplaceAll(rest, "_", ""))
	whole, fraction, point := strings.Cut(mantissa, ".")
	number := sign + trimZeros(whole)
	if point && fraction == "" {
		fraction = "0"
	}
	if point {
		number += "." + fraction
	}
	if found {
		number += "e" + exponent
	}
	return reading{Number, number}
}

// trimZeros takes off the leading zeros that JSON doesn't allow.
func trimZeros(digits string) string {
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		return "0"
	}
	return digits
}

// sexagesimal reads a number to the base of 60, such as 1:30, which only
// YAML 1.1 has.
func sexagesimal(text, sign, rest string, most int) reading {
	if len(text) > most {
		return reading{String, text}
	}
	whole, fraction, point := strings.Cut(rest, ".")
	groups := strings.Split(whole, ":")
	if len(groups) < 2 || !point && whole[0] == '0' || strings.Trim(fraction, "0123456789_") != "" {
		return reading{String, text}
	}
	value := new(big.Int)
	for i, group := range groups {
		if i == 0 && !isNumeral(group, "0123456789") || i > 0 && !isSixtieth(group) {
			return reading{String, text}
		}
		digits, _ := new(big.Int).SetString(strings.ReplaceAll(group, "_", ""), 10)
		value.Add(value.Mul(value, big.NewInt(60)), digits)
	}
	number := sign + value.String()
	if point {
		number += "." + strings.ReplaceAll(fraction, "_", "") + "0"
	}
	return reading{Number, number}
}

func isSixtieth(group string) bool {
	return len(group) == 1 && isDigit(group[0]) || len(group) == 2 && group[0] >= '0' && group[0] <= '5' && isDigit(group[1])
}
