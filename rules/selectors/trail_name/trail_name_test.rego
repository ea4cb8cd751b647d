package edslint.rules.trail_name_test

import data.edslint.test

test_name if {
	found({"TrailName": "audit--trail"}) == {{
		"at": ["TrailName"],
		"message": `"audit--trail" is neither a trail's name nor its ARN`,
		"help": concat("", [
			"write a name of 3 to 128 letters, digits, dots, underscores and hyphens, ",
			"the latter three only one at a time between the others, ",
			"or an ARN such as arn:aws:cloudtrail:eu-west-1:111122223333:trail/NAME",
		]),
	}}
}

test_address if {
	found({"TrailName": "192.168.5.4"}) == {{
		"at": ["TrailName"],
		"message": `a trail can't be called "192.168.5.4", which looks like an IP address`,
		"help": "write another name",
	}}
}

# What is shorter than three characters, or no text, is a structural fault.
test_length[name] if {
	some name, c in {
		"two": ["-a", 0],
		"three": ["-ab", 1],
		"the longest": [long(128), 0],
		"too long": [long(129), 1],
		"the longest in an ARN": [concat("", ["arn:aws:cloudtrail:eu-west-1:111122223333:trail/", long(128)]), 0],
		"too long in an ARN": [concat("", ["arn:aws:cloudtrail:eu-west-1:111122223333:trail/", long(129)]), 1],
		"no text": [["a", "b", "c"], 0],
	}
	count(found({"TrailName": c[0]})) == c[1]
}

long(n) := concat("", ["a" | some _ in numbers.range(1, n)])

test_wrong[name] if {
	some name in ["-audit", "audit_", "audit trail", "192.168.5.4", "arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/a", concat("", ["a" | some _ in numbers.range(1, 129)])]
	found({"TrailName": name}) != set()
}

test_right[name] if {
	some name in ["abc", "audit-trail_1.x", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit-trail", null, "a"]
	found({"TrailName": name}) == set()
}

found(members) := test.findings_with("trail-name", test.trail(members), {"target": "trail"})
