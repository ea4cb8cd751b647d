package edslint.rules.trail_name_test

import data.edslint.test

test_name if {
	some finding in found({"TrailName": "audit--trail"})
	finding.at == ["TrailName"]
	finding.message == `"audit--trail" is neither a trail's name nor its ARN`
}

test_wrong[name] if {
	some name in ["-audit", "audit_", "audit trail", "192.168.5.4", "arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/a", concat("", ["a" | some _ in numbers.range(1, 129)])]
	found({"TrailName": name}) != set()
}

test_right[name] if {
	some name in ["abc", "audit-trail_1.x", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit-trail", null, "a"]
	found({"TrailName": name}) == set()
}

found(members) := test.findings_with("trail-name", test.trail(members), {"target": "trail"})
