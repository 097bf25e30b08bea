// Makes every type once, and substitutes type arguments.
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace MemallocKit.Summaries.Metadata;

internal sealed class TypeTable(AssemblySet assemblies)
{
    private readonly Dictionary<Key, TypeSig> _types = [];
    private readonly TypeSig?[] _primitives = new TypeSig?[32];

    public TypeSig Unknown => field ??= Make(TypeSigKind.Unknown, null, TypeSig.None);

    public TypeSig Object => field ??= Core("System.Object") ?? Unknown;

    public TypeSig String => field ??= Core("System.String") ?? Unknown;

    public TypeSig Named(TypeModel definition, params TypeSig[] arguments) =>
        Make(TypeSigKind.Named, definition, arguments);

    public TypeSig Vector(TypeSig element) => Make(TypeSigKind.Vector, null, [element]);

    public TypeSig Array(TypeSig element, int rank) => Make(TypeSigKind.Array, null, [element], rank);

    public TypeSig ByRef(TypeSig element) => Make(TypeSigKind.ByRef, null, [element]);

    public TypeSig Pointer(TypeSig element) => Make(TypeSigKind.Pointer, null, [element]);

    public TypeSig FunctionPointer() => Make(TypeSigKind.FunctionPointer, null, TypeSig.None);

    public TypeSig TypeParameter(int index) => Make(TypeSigKind.TypeParameter, null, TypeSig.None, index);

    public TypeSig MethodParameter(int index) => Make(TypeSigKind.MethodParameter, null, TypeSig.None, index);

    public TypeSig Free(int index, ArgumentKind constraint) =>
        Make(TypeSigKind.Free, null, TypeSig.None, index, constraint);

    /// <summary>A type of the core library without type arguments; null where there is none of that name.</summary>
    public TypeSig? Core(string fullName) => assemblies.CoreType(fullName) is { } type ? Named(type) : null;

    public TypeSig Core(string fullName, TypeSig argument) =>
        assemblies.CoreType(fullName) is { } type ? Named(type, argument) : Unknown;

    public TypeSig Primitive(PrimitiveTypeCode code) =>
        _primitives[(int)code] ??= Core("System." + code) ?? Unknown;

    /// <summary>The type with another array of arguments, the rest the same.</summary>
    public TypeSig With(TypeSig type, TypeSig[] arguments) =>
        Make(type.Kind, type.Definition, arguments, type.Index, type.Constraint);

    /// <summary>Puts arguments in the place of a declaration's parameters.</summary>
    public TypeSig Substitute(TypeSig type, TypeSig[] ofType, TypeSig[] ofMethod)
    {
        if (!type.HasParameters)
        {
            return type;
        }

        switch (type.Kind)
        {
            case TypeSigKind.TypeParameter:
                return type.Index < ofType.Length ? ofType[type.Index] : type;
            case TypeSigKind.MethodParameter:
                return type.Index < ofMethod.Length ? ofMethod[type.Index] : type;
            default:
                var arguments = System.Array.ConvertAll(type.Arguments, a => Substitute(a, ofType, ofMethod));
                return type.Kind == TypeSigKind.ByRef && arguments[0].Kind == TypeSigKind.ByRef
                    ? arguments[0]
                    : With(type, arguments);
        }
    }

    public TypeSig[] Substitute(TypeSig[] types, TypeSig[] ofType, TypeSig[] ofMethod) =>
        types.Length == 0 ? types : System.Array.ConvertAll(types, t => Substitute(t, ofType, ofMethod));

    /// <summary>Puts a caller's types in the place of a callee's free arguments; those it lacks, and those that nobody can supply, stay free.</summary>
    public TypeSig SubstituteFree(TypeSig type, TypeSig?[]? arguments)
    {
        if (!type.HasFree)
        {
            return type;
        }

        return type.Kind == TypeSigKind.Free
            ? arguments is not null && (uint)type.Index < arguments.Length && arguments[type.Index] is { } argument ? argument : type
            : With(type, System.Array.ConvertAll(type.Arguments, a => SubstituteFree(a, arguments)));
    }

    private TypeSig Make(
        TypeSigKind kind, TypeModel? definition, TypeSig[] arguments, int index = 0, ArgumentKind constraint = default)
    {
        var key = new Key(kind, definition, arguments, index, constraint);
        if (_types.TryGetValue(key, out var type))
        {
            return type;
        }

        var hasParameters = kind is TypeSigKind.TypeParameter or TypeSigKind.MethodParameter;
        var hasFree = kind == TypeSigKind.Free;
        var depth = 0;
        foreach (var argument in arguments)
        {
            hasParameters |= argument.HasParameters;
            hasFree |= argument.HasFree;
            depth = Math.Max(depth, argument.Depth + 1);
        }

        type = new TypeSig
        {
            Kind = kind,
            Definition = definition,
            Arguments = arguments,
            Index = index,
            Constraint = constraint,
            Id = _types.Count + 1,
            HasParameters = hasParameters,
            HasFree = hasFree,
            Depth = depth,
        };
        _types.Add(key, type);
        return type;
    }

    private readonly struct Key(
        TypeSigKind kind, TypeModel? definition, TypeSig[] arguments, int index, ArgumentKind constraint) : IEquatable<Key>
    {
        private readonly TypeSigKind _kind = kind;
        private readonly TypeModel? _definition = definition;
        private readonly TypeSig[] _arguments = arguments;
        private readonly int _index = index;
        private readonly ArgumentKind _constraint = constraint;

        public bool Equals(Key other) =>
            _kind == other._kind && ReferenceEquals(_definition, other._definition) && _index == other._index
            && _constraint == other._constraint && _arguments.AsSpan().SequenceEqual(other._arguments);

        public override bool Equals(object? obj) => obj is Key key && Equals(key);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add((int)_kind);
            hash.Add(_index);
            hash.Add((int)_constraint);
            hash.Add(_definition is null ? 0 : RuntimeHelpers.GetHashCode(_definition));
            foreach (var argument in _arguments)
            {
                hash.Add(argument.Id);
            }

            return hash.ToHashCode();
        }
    }
}
