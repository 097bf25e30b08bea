// Looks at what is passed: a lambda, a method, a parameter of the caller, an object of a known type.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>For one member and what is written in it.</summary>
internal sealed class ArgumentFacts
{
    // A local that is given itself, as half-typed code does, has no end.
    private const int MaxLocals = 8;

    private readonly Lazy<Assignments> _assignments;
    private readonly KnownFields? _fields;

    public ArgumentFacts(ImmutableArray<IOperation> roots, KnownFields? fields)
    {
        _assignments = new(() => Assignments.In(roots));
        _fields = fields;
    }

    /// <summary>What is known of a value that is kept, and used elsewhere: a lambda in it runs where it is called.</summary>
    public Argument OfKept(IOperation value, ISymbol function) => Of(value, function, locals: 1);

    /// <summary>The local or parameter is given another value than its first somewhere.</summary>
    public bool IsAssigned(ISymbol variable) => _assignments.Value.Contains(variable);

    /// <summary>What is known of <paramref name="value"/> in the body of <paramref name="function"/>.</summary>
    public Argument Of(IOperation? value, ISymbol function, int locals = 0)
    {
        value = Unwrap(value);
        switch (value)
        {
            case null:
                return default;
            case { ConstantValue: { HasValue: true, Value: null } }:
                return new Argument(PassedKind.Null);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return new Argument(locals == 0 ? PassedKind.InPlace : PassedKind.Method, lambda.Symbol);
            case IDelegateCreationOperation { Target: IMethodReferenceOperation reference }:
                return IsExact(reference) ? new Argument(PassedKind.Method, reference.Method) : default;
            case IAddressOfOperation { Reference: IMethodReferenceOperation { IsVirtual: false } reference }:
                return new Argument(PassedKind.Method, reference.Method);
            case IObjectCreationOperation { Type: { } type }:
                return new Argument(PassedKind.Exact, type);
            case IParameterReferenceOperation { Parameter: var parameter }
                when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function):
                // The type says as much where it is sealed, whatever is assigned.
                return Argument.OfType(parameter.Type) is { Kind: PassedKind.Exact } exact ? exact
                    : _assignments.Value.Contains(parameter) ? default : new Argument(PassedKind.Parameter, null, parameter.Ordinal);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance, Type: { IsValueType: false, IsSealed: false } }
                when function is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }:
                return new Argument(PassedKind.Parameter, null, Argument.This);
            case ILocalReferenceOperation { Local: var local } when locals < MaxLocals && _assignments.Value.InitialValueOf(local) is { } initial:
                return Argument.OfType(local.Type) is { Kind: PassedKind.Exact } ofLocal ? ofLocal : Of(initial, function, locals + 1);
            case IPropertyReferenceOperation { Property: { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true } property } when KnownObjects.Of(property) is { Kind: PassedKind.Exact } made:
                return made;
            case IFieldReferenceOperation or IPropertyReferenceOperation when _fields?.Of(((IMemberReferenceOperation)value).Member) is { Kind: not PassedKind.Unknown } kept:
                return kept;
            case IPropertyReferenceOperation { Instance: null, Property: { SetMethod: null, DeclaringSyntaxReferences.IsEmpty: true } property }
                when Argument.OfType(value.Type).Kind == PassedKind.Unknown:
                return new Argument(PassedKind.Shared, property.OriginalDefinition);
            default:
                return Argument.OfType(value.Type);
        }
    }

    // Conversions of references, and of structs to interfaces, do not change whose code runs.
    private static IOperation? Unwrap(IOperation? value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation { OperatorMethod: null, Operand: { } operand } conversion
                    when conversion.Type is { IsReferenceType: true } or { TypeKind: TypeKind.FunctionPointer } or null || SymbolEqualityComparer.Default.Equals(conversion.Type, operand.Type):
                    value = operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                case IConditionalAccessInstanceOperation instance:
                    value = AccessOf(instance)?.Operation;
                    break;
                default:
                    return value;
            }
        }
    }

    private static IConditionalAccessOperation? AccessOf(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation inner = instance; inner.Parent is { } parent; inner = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == inner)
            {
                return access;
            }
        }

        return null;
    }

    private static bool IsExact(IMethodReferenceOperation reference) =>
        !reference.IsVirtual || reference.Instance?.Type is { IsSealed: true } or { IsValueType: true };
}

/// <summary>The locals that keep what they are given first, and the parameters and locals that do not.</summary>
internal sealed class Assignments
{
    private readonly HashSet<ISymbol> _assigned = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _initial = new(SymbolEqualityComparer.Default);

    public static Assignments In(ImmutableArray<IOperation> roots)
    {
        var found = new Assignments();
        foreach (var root in roots)
        {
            foreach (var operation in root.DescendantsAndSelf())
            {
                found.Add(operation);
            }
        }

        return found;
    }

    public bool Contains(ISymbol variable) => _assigned.Contains(variable);

    public IOperation? InitialValueOf(ILocalSymbol local) =>
        !_assigned.Contains(local) && _initial.TryGetValue(local, out var value) ? value : null;

    private void Add(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { Value: { } value }:
                _initial[declarator.Symbol] = value;
                break;
            case IAssignmentOperation assignment:
                foreach (var target in assignment.Target.DescendantsAndSelf())
                {
                    Assign(target);
                }

                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                Assign(argument.Value);
                break;
            case IAddressOfOperation address:
                Assign(address.Reference);
                break;
        }
    }

    private void Assign(IOperation target)
    {
        switch (target)
        {
            case IParameterReferenceOperation parameter:
                _assigned.Add(parameter.Parameter);
                break;
            case ILocalReferenceOperation local:
                _assigned.Add(local.Local);
                break;
        }
    }
}
