# METADATA
# title: Termination protection off
# description: |
#   A store without termination protection is deleted by one call, and the audit
#   trail with it. Protection is on by default; whoever deletes a store must then
#   first switch it off, which is one more permission and one more event to be
#   alarmed by.
# custom:
#   id: EDS801
#   name: termination-protection-off
#   level: warning
#   family: advice
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, TerminationProtectionEnabled: \"If termination protection is enabled, you cannot delete the event data store until termination protection is disabled.\""
#     - "CloudTrail User Guide, stores of CloudTrail Lake: termination protection is enabled by default"
package edslint.rules.termination_protection_off

findings contains finding if {
	input.TerminationProtectionEnabled == false
	finding := {
		"at": ["TerminationProtectionEnabled"],
		"message": "`TerminationProtectionEnabled` is false: one call is enough to delete the store with all events in it",
		"help": "leave `TerminationProtectionEnabled` out: by default it is true",
	}
}
