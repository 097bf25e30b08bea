// What is said of a call whose code others write: which declaration lacks the contract, and what can be done about that one.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class MissingContract
{
    /// <summary>What to do about declarations of this compilation.</summary>
    public const string MarkIt = "mark the declaration [Memalloc], or call it on an object of a sealed type";

    private const string ChooseIt =
        "call it on an object whose type is known (sealed, or made by 'new' and kept in a local or a readonly field), or give the declaration a line in a *.memalloc.txt file";

    private const string MarkType = "mark the delegate type [Memalloc]";
    private const string ReplaceType = "take a delegate of a type of your own that is marked [Memalloc]";
    private const string ReplacePointer = "call the function by its name, or through a delegate of a type that is marked [Memalloc]";

    /// <summary>A virtual or interface method, or what a delegate or function pointer is called by.</summary>
    public static Finding Of(IMethodSymbol method, Compilation compilation)
    {
        if (method.MethodKind == MethodKind.FunctionPointerSignature)
        {
            return Create("function pointer", "a function pointer has no contract", ReplacePointer);
        }

        var isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            var type = method.ContainingType.ShortName();
            return Create(type, $"a delegate of type {type} has no contract", isOwn ? MarkType : ReplaceType);
        }

        var name = MemberNames.Of(method);
        return Create(name, $"{name} can be overridden and has no contract", isOwn ? MarkIt : ChooseIt) with { Member = method };
    }

    /// <summary>A method of another assembly that runs what it is given.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="what">What it does, behind its name.</param>
    public static Finding Of(string method, string what) =>
        Create(method, $"{method} {what}", "pass what is known not to allocate, or give the method a line in a *.memalloc.txt file");

    private static Finding Create(string name, string what, string advice) =>
        new(Rung.Unknown, FindingKind.NoContract, name, what) { Advice = advice };
}
