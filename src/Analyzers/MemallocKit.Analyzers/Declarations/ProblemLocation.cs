// Where in the source a problem is shown.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Declarations;

/// <summary>Finds the token or attribute argument that a problem sits on.</summary>
internal static class ProblemLocation
{
    public static Location Of(Problem problem, CancellationToken cancellation) => problem.Site switch
    {
        ProblemSite.Type => TypeOf(problem.Symbol, cancellation),
        ProblemSite.Attribute or ProblemSite.NamedArgument or ProblemSite.PositionalArgument => InAttribute(problem, cancellation),
        _ => NameOf(problem.Symbol),
    };

    private static Location NameOf(ISymbol symbol) => symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? Location.None;

    private static Location TypeOf(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences is [var reference, ..]
            ? reference.GetSyntax(cancellation) switch
            {
                PropertyDeclarationSyntax property => property.Type.GetLocation(),
                MethodDeclarationSyntax method => method.ReturnType.GetLocation(),
                _ => NameOf(symbol),
            }
            : NameOf(symbol);

    private static Location InAttribute(Problem problem, CancellationToken cancellation)
    {
        if (problem.Attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax attribute)
            return NameOf(problem.Symbol);

        IEnumerable<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? [];
        var argument = problem.Site switch
        {
            ProblemSite.NamedArgument => arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.ValueText == problem.Argument),
            ProblemSite.PositionalArgument => arguments.Where(candidate => candidate.NameEquals == null).ElementAtOrDefault(problem.Position),
            _ => null,
        };
        return argument?.GetLocation() ?? attribute.GetLocation();
    }
}
