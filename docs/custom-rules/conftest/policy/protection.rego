package main

# Run by conftest test --policy policy stores
deny contains msg if {
	not input.TerminationProtectionEnabled
	msg := sprintf("%s: termination protection is off", [input.Name])
}

deny contains msg if {
	input.RetentionPeriod < 365
	msg := sprintf("%s: events are kept for %d days, but must be for 365", [input.Name, input.RetentionPeriod])
}

deny contains msg if {
	not has_tag("owner")
	msg := sprintf("%s: the tag owner is missing", [input.Name])
}

has_tag(key) if {
	some tag in input.TagsList
	tag.Key == key
}
