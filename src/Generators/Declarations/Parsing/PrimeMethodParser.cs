// From a method with [MemallocPrime] to its model.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Reads and validates one method that <c>Prime()</c> runs, for the generator and the analyzer alike.</summary>
internal static class PrimeMethodParser
{
    /// <param name="method">A method with <c>[MemallocPrime]</c>.</param>
    /// <param name="compilation">The compilation it is part of.</param>
    /// <param name="cancellation">Not looked at: a method is read at once.</param>
    public static ParseResult<PrimeMethodModel> Parse(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var problems = new ProblemList();
        if (method.FindOnly(KnownNames.MemallocPrime) is not { } attribute || ContextNames.Arguments(attribute) is not { } arguments)
        {
            problems.AddCompilerError(method);
            return new(null, problems.ToImmutable());
        }

        PrimeMethodShape.Check(method, attribute, problems);
        var taken = method.Parameters is [{ Type: INamedTypeSymbol type }] && type.Has(KnownNames.MemallocContext) ? type : null;
        var contexts = ReadContexts(method, attribute, arguments, taken, compilation, problems);
        if (problems.IsEmpty)
            CheckAccess(method, contexts, compilation, problems);
        return new(problems.IsEmpty ? Build(method, taken != null, contexts) : null, problems.ToImmutable());
    }

    private static ImmutableArray<INamedTypeSymbol> ReadContexts(
        IMethodSymbol method, AttributeData attribute, ImmutableArray<TypedConstant> arguments, INamedTypeSymbol? taken, Compilation compilation, ProblemList problems)
    {
        if (arguments.IsEmpty)
        {
            if (taken != null)
                return [taken];
            return method.ContainingType.Has(KnownNames.MemallocContext) ? [method.ContainingType] : [];
        }

        var contexts = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        for (var index = 0; index < arguments.Length; index++)
        {
            var context = arguments[index].Value as INamedTypeSymbol;
            var name = context?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null";
            if (context == null || !context.Has(KnownNames.MemallocContext))
                Add($"'{name}' is not a struct with [MemallocContext]; name one");
            else if (!SymbolEqualityComparer.Default.Equals(context.ContainingAssembly, compilation.Assembly))
                Add($"'{name}' belongs to another project, whose methods prime it; enter it in a method of that project");
            else if (taken != null && !SymbolEqualityComparer.Default.Equals(taken, context))
                Add($"it takes '{taken.Name}', so it cannot prime '{name}'; write [MemallocPrime] without arguments");
            else
                contexts.Add(context);

            void Add(string advice) => problems.AddOnArgument(ProblemKind.PrimeMethod, method, attribute, index, method.Name, advice);
        }

        return contexts.ToImmutable();
    }

    private static void CheckAccess(IMethodSymbol method, ImmutableArray<INamedTypeSymbol> contexts, Compilation compilation, ProblemList problems)
    {
        var isFileLocal = false;
        for (var outer = method.ContainingType; outer != null; outer = outer.ContainingType)
            isFileLocal |= outer.IsFileLocal;
        var isAccessible = contexts.IsEmpty
            ? compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)
            : contexts.All(context => compilation.IsSymbolAccessibleWithin(method, context));
        if (isFileLocal)
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "the generated code is in another file; move it out of the type with 'file'");
        else if (!isAccessible)
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "the generated code cannot see it; declare it, and the types around it, 'internal'");
    }

    private static PrimeMethodModel Build(IMethodSymbol method, bool takesContext, ImmutableArray<INamedTypeSymbol> contexts)
    {
        var argument = (takesContext, method.Parameters) switch
        {
            (false, _) => ContextArgument.None,
            (_, [{ RefKind: RefKind.None }]) => ContextArgument.ByValue,
            _ => ContextArgument.ByReference,
        };
        return new PrimeMethodModel(
            $"{TypePaths.FullName(method.ContainingType)}.{method.Name}",
            $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{TypePaths.Identifier(method)}",
            argument,
            new([.. contexts.Select(TypePaths.FullName).Distinct().OrderBy(static name => name, StringComparer.Ordinal)]),
            new([.. UseWarnings.OfMember(method).Distinct()]));
    }
}
