// One context per method, type arguments and known arguments; deep and free type arguments are made few.
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal sealed class ContextTable(AssemblySet assemblies)
{
    // List<List<List<T>>> is taken as List<List<X>>: deeper contexts cost ten times as much and changed no class.
    private const int DeepestArgument = 2;

    private readonly Dictionary<Key, MethodContext> _contexts = [];

    public int Count => _contexts.Count;

    public MethodContext[] All => [.. _contexts.Values];

    private TypeTable Types => assemblies.Types;

    /// <summary>A method as its callers know it: every type argument free, every argument unknown.</summary>
    public MethodContext Root(MethodModel method, Value?[]? known = null)
    {
        var reader = method.Owner.Assembly.Reader;
        var number = 0;
        TypeSig[] ofType = [.. method.Owner.Definition.GetGenericParameters().Select(Free)];
        TypeSig[] ofMethod = [.. method.Definition.GetGenericParameters().Select(Free)];
        return Find(method, ofType, ofMethod, known);

        TypeSig Free(GenericParameterHandle handle)
        {
            var attributes = reader.GetGenericParameter(handle).Attributes;
            return Types.Free(
                number++,
                (attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0 ? ArgumentKind.Struct
                    : (attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0 ? ArgumentKind.Class
                    : ArgumentKind.Any);
        }
    }

    /// <summary>A callee in the context of a call, and the caller's types for its free arguments.</summary>
    public MethodContext Get(
        MethodModel method, TypeSig[] ofType, TypeSig[] ofMethod, Value?[]? known, out TypeSig?[]? freeArguments)
    {
        freeArguments = null;
        if (Array.Exists(ofType, IsOpen) || Array.Exists(ofMethod, IsOpen))
        {
            var free = new List<TypeSig?>();
            ofType = Array.ConvertAll(ofType, t => Canonical(t, 0, free));
            ofMethod = Array.ConvertAll(ofMethod, t => Canonical(t, 0, free));
            freeArguments = [.. free];
        }

        return Find(method, ofType, ofMethod, known);
    }

    private static bool IsOpen(TypeSig type) => type.HasFree || type.HasParameters || type.Depth > DeepestArgument;

    private MethodContext Find(MethodModel method, TypeSig[] ofType, TypeSig[] ofMethod, Value?[]? known)
    {
        var key = new Key(method, ofType, ofMethod, known);
        if (!_contexts.TryGetValue(key, out var context))
        {
            _contexts.Add(key, context = new MethodContext(method, ofType, ofMethod, known));
        }

        return context;
    }

    // Numbers free arguments in the order they appear, so that callers with different ones share a context.
    private TypeSig Canonical(TypeSig type, int depth, List<TypeSig?> free)
    {
        if (type.Kind == TypeSigKind.Free)
        {
            var index = free.IndexOf(type);
            if (index < 0)
            {
                index = free.Count;
                free.Add(type);
            }

            return Types.Free(index, type.Constraint);
        }

        if (type.HasParameters || (type.Depth > DeepestArgument && depth == 0))
        {
            free.Add(null);
            var constraint = type.IsValueType switch
            {
                true => ArgumentKind.Struct,
                false => ArgumentKind.Class,
                null => ArgumentKind.Any,
            };
            return Types.Free(free.Count - 1, constraint);
        }

        return type.HasFree ? Types.With(type, Array.ConvertAll(type.Arguments, a => Canonical(a, depth + 1, free))) : type;
    }

    private readonly struct Key(MethodModel method, TypeSig[] ofType, TypeSig[] ofMethod, Value?[]? known) : IEquatable<Key>
    {
        private readonly MethodModel _method = method;
        private readonly TypeSig[] _ofType = ofType;
        private readonly TypeSig[] _ofMethod = ofMethod;
        private readonly Value?[]? _known = known;

        public bool Equals(Key other) =>
            ReferenceEquals(_method, other._method) && _ofType.AsSpan().SequenceEqual(other._ofType)
            && _ofMethod.AsSpan().SequenceEqual(other._ofMethod) && _known.AsSpan().SequenceEqual(other._known);

        public override bool Equals(object? obj) => obj is Key key && Equals(key);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(RuntimeHelpers.GetHashCode(_method));
            foreach (var type in _ofType)
            {
                hash.Add(type.Id);
            }

            foreach (var type in _ofMethod)
            {
                hash.Add(type.Id);
            }

            foreach (var value in _known ?? [])
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
