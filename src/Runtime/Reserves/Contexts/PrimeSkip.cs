// Something that priming left out.
namespace MemallocKit;

/// <summary>A member that could not be primed, and why.</summary>
public readonly struct PrimeSkip
{
    internal PrimeSkip(string member, string reason)
    {
        Member = member;
        Reason = reason;
    }

    /// <summary>The full name of the member or type.</summary>
    public string Member { get; }

    /// <summary>Why, and what to do about it.</summary>
    public string Reason { get; }

    /// <summary>Both.</summary>
    public override string ToString() => $"{Member}: {Reason}";
}
