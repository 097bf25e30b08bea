// Classes whose objects code makes most often: how large they are, and whether their constructors add to it.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Reference assemblies hide the fields of classes. The numbers are those of the .NET that the layouts of structs are known of, and measured by a test.</summary>
internal static class FrameworkClasses
{
    private static readonly Dictionary<string, int> s_bytes = new(StringComparer.Ordinal)
    {
        ["System.Collections.Generic.Dictionary`2"] = 80,
        ["System.Collections.Generic.HashSet`1"] = 64,
        ["System.Collections.Generic.LinkedList`1"] = 40,
        ["System.Collections.Generic.List`1"] = 32,
        ["System.Collections.Generic.Queue`1"] = 40,
        ["System.Collections.Generic.Stack`1"] = 32,
        ["System.IO.MemoryStream"] = 64,
        ["System.Object"] = 24,
        ["System.Text.StringBuilder"] = 48,
        ["System.Threading.CancellationTokenSource"] = 48,
        ["System.Threading.ManualResetEventSlim"] = 40,
        ["System.Threading.SemaphoreSlim"] = 64,
        ["System.Version"] = 32,
    };

    /// <summary>The classes by their names in metadata, and the bytes of an object of each.</summary>
    public static IReadOnlyDictionary<string, int> All => s_bytes;

    /// <summary>What one object takes itself, or <see langword="null"/>.</summary>
    public static int? BytesOf(ITypeSymbol type, Compilation compilation) =>
        type is INamedTypeSymbol { ContainingAssembly: { } assembly } named && FrameworkLayouts.IsFramework(assembly)
        && FrameworkLayouts.For(compilation) is not null && s_bytes.TryGetValue(FrameworkLayouts.NameOf(named), out var bytes)
            ? bytes
            : null;

    /// <summary>Nothing but the object itself is allocated when one is made: no constructor of its own and no initializers, up to <see cref="object"/>.</summary>
    public static bool IsEmpty(ITypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current is not INamedTypeSymbol named || named.DeclaringSyntaxReferences.IsEmpty
                || !named.InstanceConstructors.All(IsPlain) || named.GetMembers().Any(HasInitializer))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(IMethodSymbol constructor) =>
        constructor.IsImplicitlyDeclared
        || (constructor.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax() is TypeDeclarationSyntax { BaseList: var bases } && bases?.Types.Any(t => t is PrimaryConstructorBaseTypeSyntax) != true);

    private static bool HasInitializer(ISymbol member) =>
        !member.IsStatic && member is IFieldSymbol or IPropertySymbol or IEventSymbol && member.DeclaringSyntaxReferences.Any(r => r.GetSyntax()
            is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null });
}
