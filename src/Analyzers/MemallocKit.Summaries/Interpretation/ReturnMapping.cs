// What a callee returns, in terms of its caller.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal static class ReturnMapping
{
    /// <summary>Translates the callee's return value: its arguments become what was passed, its free type arguments the caller's.</summary>
    public static Value Map(SummaryEngine engine, CallEdge call, Value[]? arguments, TypeSig declared)
    {
        var types = engine.Assemblies.Types;
        var value = call.Callee.State == AnalysisState.Done ? call.Callee.Returns : Value.Anything();
        switch (value)
        {
            case Integer or Null:
                return value;
            case Argument argument:
                return arguments is not null && argument.Index < arguments.Length ? arguments[argument.Index] : Value.Anything(declared);
            case Exactly exact:
                return Caller(exact.Made) is { } made ? new Exactly(made) : Value.Anything(declared);
            case NotNull known:
                return new NotNull(known.Type is null ? declared : Caller(known.Type) ?? declared);
            case Anything known:
                return Value.Anything(known.Type is null ? declared : Caller(known.Type) ?? declared);
            case DefaultStruct when declared is { Kind: TypeSigKind.Named, Definition.IsValueType: true }:
                return new DefaultStruct(declared);
            case TypeToken token:
                return Caller(token.Of) is { } of ? new TypeToken(of) : Value.Anything(declared);
            case DefaultComparer comparer:
                return Caller(comparer.Of) is { } compared && Caller(comparer.Declared) is { } type
                    ? new DefaultComparer(compared, comparer.IsEquality, type)
                    : Value.Anything(declared);
            case FieldRead read:
                return MapField(read) ?? Value.Anything(declared);
            case MethodDelegate { Target.HasFree: false } callback:
                return callback with { Receiver = null };
            default:
                return Value.Anything(declared);
        }

        TypeSig? Caller(TypeSig type)
        {
            var substituted = types.SubstituteFree(type, call.FreeArguments);

            // A free argument that the caller has no type for would be mistaken for one of the caller's own.
            return substituted.HasFree && type.HasFree && call.FreeArguments is null ? null : Lost(type) ? null : substituted;
        }

        bool Lost(TypeSig type) => type.Kind == TypeSigKind.Free
            ? type.Index < 0 || call.FreeArguments is null || type.Index >= call.FreeArguments.Length || call.FreeArguments[type.Index] is null
            : Array.Exists(type.Arguments, Lost);

        Value? MapField(FieldRead read)
        {
            if (Caller(read.Owner) is not { } owner || Caller(read.Held) is not { } held)
            {
                return null;
            }

            var holder = read.Of is Argument of && arguments is not null && of.Index < arguments.Length
                && arguments[of.Index].IsPlace
                ? arguments[of.Index]
                : null;
            return new FieldRead(read.Field, owner, held, read.IsExact, holder);
        }
    }
}
