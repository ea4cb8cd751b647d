package dialect

// Kind is what a member holds.
type Kind uint8

// The kinds of a member; Each is a list of objects, and Texts one of strings.
const (
	Text Kind = iota
	Whole
	Flag
	Texts
	Each
)

// Object is what the API has under its names, as far as dialects must know it:
// which values can be written in other ways, and where objects lie in objects.
// That all members are here is held by a test.
type Object struct {
	Target  string // of a whole request: which facts it is held to
	Members []Declared
}

// Declared is a member of an object.
type Declared struct {
	Name string // as the API spells it
	Kind Kind
	Item *Object // of Each
}

func (o *Object) member(name string) *Declared {
	for i := range o.Members {
		if o.Members[i].Name == name {
			return &o.Members[i]
		}
	}
	return nil
}

// Store is a CreateEventDataStore request.
var Store = &Object{Target: "store", Members: []Declared{
	{Name: "Name"},
	{Name: "AdvancedEventSelectors", Kind: Each, Item: selector},
	{Name: "BillingMode"},
	{Name: "KmsKeyId"},
	{Name: "MultiRegionEnabled", Kind: Flag},
	{Name: "OrganizationEnabled", Kind: Flag},
	{Name: "RetentionPeriod", Kind: Whole},
	{Name: "StartIngestion", Kind: Flag},
	{Name: "TagsList", Kind: Each, Item: tag},
	{Name: "TerminationProtectionEnabled", Kind: Flag},
}}

// Trail is a PutEventSelectors request.
var Trail = &Object{Target: "trail", Members: []Declared{
	{Name: "TrailName"},
	{Name: "AdvancedEventSelectors", Kind: Each, Item: selector},
	{Name: "EventSelectors", Kind: Each, Item: &Object{Members: []Declared{
		{Name: "ReadWriteType"},
		{Name: "IncludeManagementEvents", Kind: Flag},
		{Name: "DataResources", Kind: Each, Item: &Object{Members: []Declared{
			{Name: "Type"},
			{Name: "Values", Kind: Texts},
		}}},
		{Name: "ExcludeManagementEventSources", Kind: Texts},
	}}},
}}

var (
	selector = &Object{Members: []Declared{
		{Name: "Name"},
		{Name: "FieldSelectors", Kind: Each, Item: &Object{Members: []Declared{
			{Name: "Field"},
			{Name: "Equals", Kind: Texts},
			{Name: "StartsWith", Kind: Texts},
			{Name: "EndsWith", Kind: Texts},
			{Name: "NotEquals", Kind: Texts},
			{Name: "NotStartsWith", Kind: Texts},
			{Name: "NotEndsWith", Kind: Texts},
		}}},
	}}
	tag = &Object{Members: []Declared{{Name: "Key"}, {Name: "Value"}}}
)
