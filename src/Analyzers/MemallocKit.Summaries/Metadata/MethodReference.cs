// A method with the type arguments it is called with.
namespace MemallocKit.Summaries.Metadata;

/// <param name="Method">The definition.</param>
/// <param name="Owner">The declaring type with its type arguments.</param>
/// <param name="Arguments">The method's own type arguments.</param>
internal sealed record MethodReference(MethodModel Method, TypeSig Owner, TypeSig[] Arguments)
{
    public bool Equals(MethodReference? other) =>
        other is not null && ReferenceEquals(Method, other.Method) && ReferenceEquals(Owner, other.Owner)
        && Arguments.AsSpan().SequenceEqual(other.Arguments);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Method);
        hash.Add(Owner.Id);
        foreach (var argument in Arguments)
        {
            hash.Add(argument.Id);
        }

        return hash.ToHashCode();
    }

    public bool HasFree => Owner.HasFree || Array.Exists(Arguments, a => a.HasFree);

    public override string ToString() =>
        Arguments.Length == 0 ? $"{Owner}.{Method.Name}" : $"{Owner}.{Method.Name}<{string.Join(", ", (object[])Arguments)}>";
}

/// <summary>What the token of a call names: a method, or one that the runtime gives to arrays, or nothing that resolves.</summary>
/// <param name="Method">The method, if it has a definition.</param>
/// <param name="ArrayOwner">The array type whose Get, Set, Address or constructor is called.</param>
/// <param name="Name">The name in the metadata.</param>
/// <param name="ParameterCount">Without the receiver.</param>
/// <param name="HasReceiver">The call passes a receiver.</param>
/// <param name="ReturnType">As declared where the token stands.</param>
internal sealed record CallTarget(
    MethodReference? Method, TypeSig? ArrayOwner, string Name, int ParameterCount, bool HasReceiver, TypeSig ReturnType);
