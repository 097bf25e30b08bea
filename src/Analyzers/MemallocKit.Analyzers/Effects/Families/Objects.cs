// Objects of classes: `new`, anonymous types, copies of records.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Objects
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_String } type }:
                body.Allocates(AllocationFamily.Object, $"new {type.ShortName()}()", operation.Syntax);
                break;
            case IAnonymousObjectCreationOperation:
                body.Allocates(AllocationFamily.Object, "an anonymous object", operation.Syntax);
                break;
            case IWithOperation { Type: { IsReferenceType: true } type }:
                var copied = type.IsAnonymousType ? "an anonymous object" : type.ShortName();
                body.Allocates(AllocationFamily.Object, $"the copy of {copied} made by 'with'", operation.Syntax);
                break;
            // Becomes Activator.CreateInstance<T>(); only the constraint says that T cannot be a class.
            case ITypeParameterObjectCreationOperation { Type: ITypeParameterSymbol { IsValueType: false } type }:
                body.Allocates(AllocationFamily.Object, $"new {type.Name}()", operation.Syntax, new TypeCondition(type, Structs: false));
                break;
        }
    }
}
