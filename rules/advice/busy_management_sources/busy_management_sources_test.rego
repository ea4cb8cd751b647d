package edslint.rules.busy_management_sources_test

import data.edslint.rules.busy_management_sources as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

managing(statement) := store([[category("Management"), statement]])

test_finding if {
	findings := rule.findings with input as store([[category("Evidence")], [category("Management")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 1],
		"message": "the selector takes in the management events of KMS and the RDS Data API, which are many and mostly reads",
		"help": "leave them out by `eventSource`, under `NotEquals`: \"kms.amazonaws.com\", \"rdsdata.amazonaws.com\"",
	}}
}

test_default if {
	findings := rule.findings with input as {"Name": "audit-store"}
	findings == {{
		"at": [],
		"message": "without selectors the store takes in all management events, also those of KMS and the RDS Data API",
		"help": "add a selector of management events that leaves them out by `eventSource`",
	}}
}

test_one_left if {
	findings := rule.findings with input as managing({"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]})
	{finding.message | some finding in findings} == {
		"the selector takes in the management events of the RDS Data API, which are many and mostly reads",
	}
}

test_statements[name] if {
	some name, c in {
		"reads": [{"Field": "readOnly", "Equals": ["true"]}, 1],
		"writes": [{"Field": "readOnly", "Equals": ["false"]}, 0],
		"both": [{"Field": "readOnly", "Equals": ["true", "false"]}, 0], # another rule's matter
		"excluded": [{"Field": "eventSource", "NotEquals": ["rdsdata.amazonaws.com", "kms.amazonaws.com"]}, 0],
		"another excluded": [{"Field": "eventSource", "NotEquals": ["s3.amazonaws.com"]}, 1],
		"by prefix": [{"Field": "eventSource", "NotStartsWith": ["kms.", "rdsdata."]}, 0],
		"by another prefix": [{"Field": "eventSource", "NotStartsWith": ["s3."]}, 1],
		"by what is no prefix": [{"Field": "eventSource", "NotStartsWith": ["amazonaws.", "s."]}, 1],
		"by what is no suffix": [{"Field": "eventSource", "NotEndsWith": ["kms.", "rdsdata."]}, 1],
		"by suffix": [{"Field": "eventSource", "NotEndsWith": [".amazonaws.com"]}, 0],
		"by another suffix": [{"Field": "eventSource", "NotEndsWith": [".amazon.com"]}, 1],
		"chosen": [{"Field": "eventSource", "Equals": ["kms.amazonaws.com"]}, 0],
		"chosen by prefix": [{"Field": "eventSource", "StartsWith": ["kms"]}, 0],
		"chosen by suffix": [{"Field": "eventSource", "EndsWith": ["amazonaws.com"]}, 0],
		"null value": [{"Field": "eventSource", "NotEquals": [null]}, 0],
		"another filter": [{"Field": "eventName", "NotEquals": ["Decrypt"]}, 0],
		"unknown field": [{"Field": "eventSuorce", "NotEquals": ["kms.amazonaws.com"]}, 0],
		"null statement": [null, 0],
	}
	findings := rule.findings with input as managing(c[0]) with data.edition as data.editions["2026-05"]
	count(findings) == c[1]
}

test_no_findings[name] if {
	some name, request in {
		"null selectors": {"AdvancedEventSelectors": null},
		"another category": store([[category("Data"), type("AWS::S3::Object")]]),
		"no selectors": store([]),
		"null selector": store([null]),
	}
	findings := rule.findings with input as request
	findings == set()
}
