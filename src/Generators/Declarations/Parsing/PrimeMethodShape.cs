// Rules on how a method that Prime() runs is written.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Checks that a plain call with nothing, or with the context, is what the method takes.</summary>
internal static class PrimeMethodShape
{
    public static void Check(IMethodSymbol method, AttributeData attribute, ProblemList problems)
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            problems.AddOnAttribute(ProblemKind.PrimeMethod, method, attribute, Name(method), "it has no name that others can call; write an ordinary static method");
            return;
        }

        if (!method.IsStatic)
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "there is no instance to call it on; declare it 'static'");
        else if (method.IsAbstract || method.IsVirtual)
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "which body it has depends on a type parameter; remove 'abstract' or 'virtual'");
        if (UseWarnings.AreErrors(method))
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "it is obsolete, and calling it an error; mark another method");
        CheckCallable(method, problems);
        if (method.IsAsync)
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "it would go on after Prime() has returned; remove 'async'");
        else if (!method.ReturnsVoid)
            problems.AddOnType(ProblemKind.PrimeMethod, method, method.Name, "nobody takes its result; let it return 'void'");
        CheckNotGeneric(method, problems);
        CheckParameters(method, problems);
    }

    private static void CheckCallable(IMethodSymbol method, ProblemList problems)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass.IsCalled("System.Diagnostics", "ConditionalAttribute"))
                problems.AddOnAttribute(ProblemKind.PrimeMethod, method, attribute, method.Name, "the call may be left out; remove [Conditional]");
            else if (attribute.AttributeClass.IsCalled("System.Runtime.InteropServices", "UnmanagedCallersOnlyAttribute"))
                problems.AddOnAttribute(ProblemKind.PrimeMethod, method, attribute, method.Name, "only unmanaged code can call it; mark another method");
        }
    }

    private static void CheckNotGeneric(IMethodSymbol method, ProblemList problems)
    {
        if (method.TypeParameters is [var parameter, ..])
            problems.AddOnName(ProblemKind.PrimeMethod, parameter, method.Name, "nobody knows its type arguments; remove the type parameters, and call generic code with the types it is used with");
        if (method.ContainingType.IsExtension)
        {
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, "it is in an extension block; move it into the class around that");
            return;
        }

        for (var outer = method.ContainingType; outer != null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.IsEmpty)
                continue;
            problems.AddOnName(ProblemKind.PrimeMethod, method, method.Name, $"'{outer.Name}' is generic; move it out of there");
            return;
        }
    }

    private static void CheckParameters(IMethodSymbol method, ProblemList problems)
    {
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            var parameter = method.Parameters[index];
            if (parameter.Type.HasErrors())
                problems.AddCompilerError(parameter);
            else if (index > 0 || !parameter.Type.Has(KnownNames.MemallocContext))
                problems.AddOnName(ProblemKind.PrimeMethod, parameter, method.Name, $"nobody has a value for '{parameter.Name}'; take nothing, or a context");
            else if (parameter.RefKind is not (RefKind.None or RefKind.In))
                problems.AddOnName(ProblemKind.PrimeMethod, parameter, method.Name, $"a context is not to be changed; take '{parameter.Name}' by value or 'in'");
        }
    }

    private static string Name(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.AnonymousFunction => "lambda",
        MethodKind.Constructor or MethodKind.StaticConstructor => method.ContainingType.Name,
        _ => method.AssociatedSymbol?.Name ?? method.Name,
    };
}
