// From the declarations of a compilation to the models of its contexts.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>The contexts of a project.</summary>
internal sealed record ContextReading(EquatableArray<ContextModel> Contexts);

/// <summary>Reads all contexts of a compilation.</summary>
internal static class ContextReader
{
    public static ContextReading Read(Reading reading)
    {
        var contexts = ImmutableArray.CreateBuilder<ContextModel>();
        foreach (var type in reading.Types<StructDeclarationSyntax>(Marks.Context))
        {
            if (type.Has(KnownNames.MemallocContext) && ContextParser.Parse(type, reading.Compilation, reading.Cancellation).Model is { } context)
                contexts.Add(context);
        }

        return new(new(contexts.ToImmutable()));
    }
}
