// How many bytes of the managed heap one allocation takes, where that can be said before it runs.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// What decides the size of an object on the heap of a 64-bit process. Made while a body is walked, computed when a report asks:
/// most allocations are never reported.
/// </summary>
internal abstract record HeapSize
{
    /// <summary>Header and method table.</summary>
    private const int HeaderBytes = 16;

    private const int SmallestBytes = 24;

    /// <summary>A delegate: target, code and what a multicast one adds.</summary>
    public static HeapSize Delegate { get; } = new Fixed(64, IsAll: true);

    /// <summary>The bytes, or <see langword="null"/> when the build cannot know them.</summary>
    public abstract long? Bytes(Compilation compilation);

    /// <summary>Nothing else is allocated at the place; false where a constructor or initializer may add to it.</summary>
    public virtual bool IsWhole => true;

    protected static long Rounded(long bytes) => Math.Max(SmallestBytes, (bytes + 7) / 8 * 8);

    /// <summary>A number known beforehand.</summary>
    public sealed record Fixed(long Size, bool IsAll) : HeapSize
    {
        public override bool IsWhole => IsAll;

        public override long? Bytes(Compilation compilation) => Size;
    }

    /// <summary>An object of a class.</summary>
    public sealed record OfClass(ITypeSymbol Type) : HeapSize
    {
        /// <summary>An initializer adds to it.</summary>
        public bool HasMore { get; init; }

        public override bool IsWhole => !HasMore && FrameworkClasses.IsEmpty(Type);

        public override long? Bytes(Compilation compilation) =>
            ClassLayout.ManagedBytes(Type, compilation) ?? FrameworkClasses.BytesOf(Type, compilation);
    }

    /// <summary>A value in a box.</summary>
    public sealed record Box(ITypeSymbol Type) : HeapSize
    {
        public override long? Bytes(Compilation compilation) =>
            Type is ITypeParameterSymbol ? null : LayoutEstimator.SizeBytes(Type, compilation) is { } value ? Rounded(HeaderBytes + value) : null;
    }

    /// <summary>An array: a length after the header, and for more than one dimension the bounds.</summary>
    public sealed record Array(ITypeSymbol Element, long Length, int Rank = 1) : HeapSize
    {
        /// <summary>It is filled with constants from the image: code that is not optimised makes an object for that, of 72 bytes on .NET 10.</summary>
        public bool IsFilled { get; init; }

        public override bool IsWhole => !IsFilled;

        public override long? Bytes(Compilation compilation) => LayoutEstimator.SizeBytes(Element, compilation) is { } element
            ? Rounded(HeaderBytes + 8 + (Rank > 1 ? 8 * Rank : 0) + (Length * element))
            : null;
    }

    /// <summary>A list and the array in it.</summary>
    public sealed record List(ITypeSymbol Type, ITypeSymbol Element, long Length) : HeapSize
    {
        public override long? Bytes(Compilation compilation) => FrameworkClasses.BytesOf(Type, compilation) is { } list
            ? list + (Length == 0 ? 0 : new Array(Element, Length).Bytes(compilation))
            : null;
    }

    /// <summary>A string of so many characters: its length after the method table, and a zero at the end.</summary>
    public sealed record Text(long Length) : HeapSize
    {
        public override long? Bytes(Compilation compilation) => Rounded(HeaderBytes + 4 + (2 * (Length + 1)));
    }

    /// <summary>An object of a class that the compiler writes, by its fields and the references to others that it adds.</summary>
    public sealed record Fields(ImmutableArray<ITypeSymbol> Types, int References) : HeapSize
    {
        public override long? Bytes(Compilation compilation)
        {
            var fields = Enumerable.Repeat(new FieldLayout(PrimitiveLayout.Reference, 0), References).ToList();
            var estimator = new LayoutEstimator(compilation, LayoutTarget.X64);
            foreach (var type in Types)
            {
                // Only what is the same on all processors, and knows its size at all.
                if ((type is { IsReferenceType: false } && LayoutEstimator.SizeBytes(type, compilation) is null) || estimator.Of(type) is not { } field)
                {
                    return null;
                }

                fields.Add(new FieldLayout(field, 0));
            }

            return Rounded(HeaderBytes + AutoLayoutRules.End(0, fields));
        }
    }
}
