// The exact type of a value, where its kind or a sealed class gives it.
using MemallocKit.Summaries.Interpretation;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Effects;

internal sealed class ExactTypes(AssemblySet assemblies, OverlayRules overlay)
{
    /// <summary>The type that the value has exactly, if it is not null; null where it may be derived from what is known.</summary>
    public TypeSig? Of(Value value)
    {
        switch (value)
        {
            case Exactly or MethodDelegate or FieldRead { IsExact: true }:
                return value.Type;
            case TypeToken:
                return assemblies.Types.Core("System.RuntimeType");
        }

        return value.Type switch
        {
            { Kind: TypeSigKind.Named, Definition: { IsInterface: false } definition } type
                when definition.IsSealed || overlay.IsAssumedSealed(definition) => type,
            { IsArray: true } type => type,
            _ => null,
        };
    }

    /// <summary>The class whose object <c>EqualityComparer&lt;T&gt;.Default</c> or <c>Comparer&lt;T&gt;.Default</c> is; null where the type does not say.</summary>
    public TypeSig? OfDefaultComparer(TypeSig type, bool equality)
    {
        if (!type.IsClosed || type.Kind is not (TypeSigKind.Named or TypeSigKind.Vector or TypeSigKind.Array))
        {
            return null;
        }

        var types = assemblies.Types;
        if (equality && type.Is("System.Byte"))
        {
            return types.Core("System.Collections.Generic.ByteEqualityComparer");
        }

        var kind = type.IsNullable ? "Nullable"
            : type is { Kind: TypeSigKind.Named, Definition.IsEnum: true } ? "Enum"
            : assemblies.Hierarchy.Implements(type, types.Core(equality ? "System.IEquatable`1" : "System.IComparable`1", type)) ? "Generic"
            : "Object";
        var argument = kind == "Nullable" ? type.Arguments[0] : type;
        var found = types.Core($"System.Collections.Generic.{kind}{(equality ? "Equality" : "")}Comparer`1", argument);
        return found.Kind == TypeSigKind.Named ? found : null;
    }
}
