// The fields of types of this compilation.
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Declarations;

/// <summary>Reads declarations in source, in the order in which the compiler emits their fields.</summary>
internal static class SourceStructs
{
    /// <summary>
    /// Whether this source is all that there will be: to a partial type other generators may add fields, and one generator does not see
    /// what another emits.
    /// </summary>
    public static bool IsWhole(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences is [var reference]
        && !(reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    // The compiler lists what it adds itself as fields too: those behind properties, and first of all those of captured parameters.
    // Only events hide theirs.
    public static DeclaredStruct Read(INamedTypeSymbol type)
    {
        var fields = new List<DeclaredField>();
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { IsStatic: false } field)
                fields.Add(DeclaredField.Of(field, OffsetOf(field)));
            else if (member is IEventSymbol { IsStatic: false, IsAbstract: false, IsExtern: false, AddMethod.IsImplicitlyDeclared: true } handlers)
                fields.Add(new DeclaredField(handlers, handlers.Type, 0, null));
        }

        return new DeclaredStruct(DeclaredLayout.Of(type), fields);
    }

    private static int OffsetOf(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.AttributeClass.IsCalled("System.Runtime.InteropServices", nameof(FieldOffsetAttribute))
                && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: int offset }])
                return offset;
        }

        return 0;
    }
}
