// Members of other assemblies as chains name them: with their type, `List<T>.Add`.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class MemberNames
{
    public static string Of(IMethodSymbol method) => method.MethodKind is MethodKind.Constructor or MethodKind.LocalFunction
        || method.ContainingType is null
            ? method.ShortName()
            : $"{string.Join(".", Generics.Enclosing(method.ContainingType).Select(t => t.ShortName()))}.{method.ShortName()}";
}
