package request

// What a request makes of AWS, which says what it is held to.
const (
	Store  = "store"  // an event data store: CreateEventDataStore
	Update = "update" // a change of a store: UpdateEventDataStore
	Trail  = "trail"  // the event selectors of a trail: PutEventSelectors
)

// Targets returns what there is of them.
func Targets() []string { return []string{Store, Update, Trail} }

// Target is what the request makes of AWS.
func (r *Request) Target() string {
	if r.origin.Target == "" {
		return Store
	}
	return r.origin.Target
}

// Open reports whether a member may have any value although it isn't there.
func (r *Request) Open(name string) bool {
	for _, open := range r.origin.Open {
		if open == name {
			return true
		}
	}
	return false
}
