// The layouts of the framework's structs, whose private fields reference assemblies hide.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Looks structs up in <see cref="FrameworkLayoutTable"/>, for compilations against the framework that it was made from.</summary>
internal sealed class FrameworkLayouts
{
    private static readonly Lazy<Dictionary<string, FrameworkShape>> s_rows = new(ReadTable);

    // Of all assemblies of the shared framework.
    private static readonly ImmutableHashSet<string> s_publicKeyTokens =
        ["b03f5f7f11d50a3a", "7cec85d7bea7798e", "cc7b13ffcd2ddd51", "b77a5c561934e089", "31bf3856ad364e35"];

    private FrameworkLayouts()
    {
    }

    private static FrameworkLayouts Instance { get; } = new();

    /// <summary>The table, or <see langword="null"/> when the compilation is not against the framework that it was made from.</summary>
    public static FrameworkLayouts? For(Compilation compilation) =>
        compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly is { } core
        && IsFramework(core) && core.Identity.Version.Major == FrameworkLayoutTable.Major
            ? Instance
            : null;

    /// <summary>Whether an assembly is one that the framework brings.</summary>
    public static bool IsFramework(IAssemblySymbol assembly) =>
        assembly.Identity.IsStrongName
        && s_publicKeyTokens.Contains(string.Concat(assembly.Identity.PublicKeyToken.Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))));

    /// <summary>
    /// The layout of a struct, or <see langword="null"/> when it is not in the table or has a type argument whose layout
    /// <paramref name="arguments"/> does not know.
    /// </summary>
    public TypeLayout? Of(INamedTypeSymbol type, LayoutWalker arguments, LayoutTarget target) =>
        s_rows.Value.TryGetValue(NameOf(type), out var shape) ? shape.Lay(target, AllArguments(type), arguments) : null;

    /// <summary>The type's name in metadata: namespace, the types around it, arity.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return NameOf(outer) + "+" + type.MetadataName;
        return type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName : type.MetadataName;
    }

    // A nested type has those of the types around it as well, and before its own.
    private static ImmutableArray<ITypeSymbol> AllArguments(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? AllArguments(outer).AddRange(type.TypeArguments) : type.TypeArguments;

    private static Dictionary<string, FrameworkShape> ReadTable()
    {
        var rows = new Dictionary<string, FrameworkShape>(StringComparer.Ordinal);
        foreach (var line in FrameworkLayoutTable.Text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = line.Substring(0, line.IndexOf(' '));
            rows.Add(name, FrameworkShape.Parse(line.Substring(name.Length + 1)));
        }

        return rows;
    }
}
