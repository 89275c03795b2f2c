/** The types of the SDK name a type of browsers, for transports that are not used here. Node has it as what `Headers` takes. */
type HeadersInit = NonNullable<ConstructorParameters<typeof Headers>[0]>
