# METADATA
# title: What the conftest policy denies
# description: The policy in conftest/policy, as it is.
# custom: {id: ACME010, level: error}
package edslint.rules.wrapped_deny

import data.main

findings contains {"at": [], "message": message} if some message in main.deny
