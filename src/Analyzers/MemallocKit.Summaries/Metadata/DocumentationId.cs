// Documentation ids of methods and types, as the compiler and Roslyn's symbols write them.
using System.Text;

namespace MemallocKit.Summaries.Metadata;

internal static class DocumentationId
{
    public static string Of(MethodModel method)
    {
        var text = new StringBuilder("M:");
        AppendDefinition(text, method.Owner);
        text.Append('.').Append(method.Name.Replace('.', '#').Replace('<', '{').Replace('>', '}'));
        if (method.GenericArity > 0)
        {
            text.Append("``").Append(method.GenericArity);
        }

        var parameters = method.Signature.ParameterTypes;
        if (parameters.Length > 0)
        {
            text.Append('(');
            for (var i = 0; i < parameters.Length; i++)
            {
                if (i > 0)
                {
                    text.Append(',');
                }

                Append(text, parameters[i]);
            }

            text.Append(')');
        }

        if (method.Name is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit")
        {
            text.Append('~');
            Append(text, method.Signature.ReturnType);
        }

        return text.ToString();
    }

    private static void AppendDefinition(StringBuilder text, TypeModel type)
    {
        if (type.DeclaringType is { } around)
        {
            AppendDefinition(text, around);
            text.Append('.');
        }
        else if (type.Namespace.Length > 0)
        {
            text.Append(type.Namespace).Append('.');
        }

        text.Append(type.Name);
    }

    private static void Append(StringBuilder text, TypeSig type)
    {
        switch (type.Kind)
        {
            case TypeSigKind.Named:
                AppendNamed(text, type.Definition!, type.Arguments);
                break;
            case TypeSigKind.TypeParameter:
                text.Append('`').Append(type.Index);
                break;
            case TypeSigKind.MethodParameter:
                text.Append("``").Append(type.Index);
                break;
            case TypeSigKind.Vector:
                Append(text, type.Element);
                text.Append("[]");
                break;
            case TypeSigKind.Array:
                Append(text, type.Element);
                text.Append('[').AppendJoin(',', Enumerable.Repeat("0:", type.Index)).Append(']');
                break;
            case TypeSigKind.ByRef:
                Append(text, type.Element);
                text.Append('@');
                break;
            case TypeSigKind.Pointer:
                Append(text, type.Element);
                text.Append('*');
                break;
            case TypeSigKind.FunctionPointer:
                text.Append("=FUNC:");
                break;
            default:
                text.Append('?');
                break;
        }
    }

    // Arguments stand behind the type of the nesting that declares them.
    private static void AppendNamed(StringBuilder text, TypeModel type, TypeSig[] arguments)
    {
        var outer = type.DeclaringType?.Arity ?? 0;
        if (type.DeclaringType is { } around)
        {
            AppendNamed(text, around, arguments);
            text.Append('.');
        }
        else if (type.Namespace.Length > 0)
        {
            text.Append(type.Namespace).Append('.');
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        text.Append(tick < 0 ? type.Name : type.Name[..tick]);
        if (type.Arity > outer && arguments.Length >= type.Arity)
        {
            text.Append('{');
            for (var i = outer; i < type.Arity; i++)
            {
                if (i > outer)
                {
                    text.Append(',');
                }

                Append(text, arguments[i]);
            }

            text.Append('}');
        }
    }
}
