// From the declarations of a compilation to the report on it.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>Reads what the other generators read. Invalid declarations are left out: no build that has them succeeds.</summary>
internal static class ReserveReportReader
{
    public static ReserveReport Read(Reading reading) => new(
        reading.Compilation.AssemblyName ?? "",
        new([.. TreeReader.Read(reading).Trees.OrderBy(static tree => tree.Type.FullName, StringComparer.Ordinal)]),
        new([.. reading.Types<StructDeclarationSyntax>(Marks.Context)
            .Select(type => ReadContext(type, reading))
            .OfType<ReportedContext>()
            .OrderBy(static context => context.FullName, StringComparer.Ordinal)]));

    private static ReportedContext? ReadContext(INamedTypeSymbol type, Reading reading)
    {
        if (type.FindOnly(KnownNames.MemallocContext)?.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } named]
            || ContextParser.Parse(type, reading.Compilation, reading.Cancellation).Model is not { } model)
            return null;

        var nodes = named.Values.Select(static value => value.Value).OfType<INamedTypeSymbol>().Select(node => NameOf(node, reading.Compilation));
        return new ReportedContext(model.Type.FullName, new([.. nodes.Distinct()]));
    }

    private static NamedNode NameOf(INamedTypeSymbol node, Compilation compilation) => new(
        TypePaths.Of(node).FullName,
        SymbolEqualityComparer.Default.Equals(node.ContainingAssembly, compilation.Assembly) ? null : node.ContainingAssembly.Name);
}
