// What is known of the fields of a compilation.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Thread-safe.</summary>
internal sealed class MemberFields(Compilation compilation)
{
    /// <summary>Those that stay filled once they are.</summary>
    public KeptFields Kept { get; } = new(compilation);

    /// <summary>Those that hold the same from the start.</summary>
    public KnownFields Known { get; } = new(compilation);
}
