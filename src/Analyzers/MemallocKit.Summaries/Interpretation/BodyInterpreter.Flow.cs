// Branches: folded where the values decide, noted where they test a field.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal sealed partial class BodyInterpreter
{
    // True or false: handled, and control goes on behind it or not. Null: not an instruction of flow.
    private bool? StepFlow(int i, Instruction instruction)
    {
        switch (instruction.Code)
        {
            case ILOpCode.Br:
                GoTo(instruction.Operand);
                return false;
            case ILOpCode.Brtrue or ILOpCode.Brfalse:
                BranchOn(Pop(), instruction.Code == ILOpCode.Brtrue, instruction.Operand, i + 1);
                return false;
            case >= ILOpCode.Beq and <= ILOpCode.Blt_un:
                BranchOnComparison(instruction, i + 1);
                return false;
            case ILOpCode.Switch:
                BranchOnSwitch(instruction.Targets!, i + 1);
                return false;
            case ILOpCode.Leave:
                _stack.Clear();
                GoTo(instruction.Operand);
                return false;
            case ILOpCode.Ret:
                Return();
                return false;
            case ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Jmp:
                _result.Leaves[_block] = true;
                return false;
            case ILOpCode.Throw or ILOpCode.Rethrow:
                return false;
            default:
                return null;
        }
    }

    private void Return()
    {
        _result.Leaves[_block] = true;
        _result.Returns[_block] = true;
        if (!_method.ReturnsVoid)
        {
            var value = Pop();
            Escape(value);

            // An address of this body means nothing outside, and a struct by its address is not the struct.
            value = value is SlotAddress or DefaultStructAddress ? Value.Anything() : value;
            _result.ReturnValue = _result.ReturnValue is null ? value : _joins.Join(_result.ReturnValue, value);
        }
    }

    private void BranchOnSwitch(int[] targets, int next)
    {
        if (Pop() is Integer selector)
        {
            GoTo(selector.Number >= 0 && selector.Number < targets.Length ? targets[selector.Number] : next);
            return;
        }

        Array.ForEach(targets, GoTo);
        GoTo(next);
    }

    private void BranchOn(Value condition, bool whenTrue, int target, int next)
    {
        if (condition.Truth is { } truth)
        {
            GoTo(truth == whenTrue ? target : next);
            return;
        }

        if (condition is Boxed boxed && (whenTrue ? next : target) is var onNull && onNull < _body.Instructions.Length)
        {
            _result.NullEdges.Add(new NullEdge(_block, _body.BlockOf[onNull], boxed.Of));
        }

        var (tested, trueMeansEmpty) = condition switch
        {
            NullTest test => (test.Tested, test.IsNull),
            FieldRead read => (read, false),
            _ => (null, false),
        };
        if (tested is not null && StoreTarget.Of(tested.Field, tested.Of) is { } field)
        {
            var (onTrue, onFalse) = whenTrue ? (target, next) : (next, target);
            Note(field, onTrue, trueMeansEmpty);
            Note(field, onFalse, !trueMeansEmpty);
        }

        GoTo(target);
        GoTo(next);

        void Note(StoreTarget field, int to, bool whenEmpty)
        {
            if (to < _body.Instructions.Length)
            {
                _result.Tests.Add(new FieldTest(_block, _body.BlockOf[to], field, whenEmpty));
            }
        }
    }

    private void BranchOnComparison(Instruction instruction, int next)
    {
        var right = Pop();
        var left = Pop();
        var code = instruction.Code;
        if (left is Integer x && right is Integer y && Fold(code, x.Number, y.Number) is { } outcome)
        {
            GoTo(outcome ? instruction.Operand : next);
        }
        else if (code is ILOpCode.Beq or ILOpCode.Bne_un)
        {
            BranchOn(Compare(left, right), code == ILOpCode.Beq, instruction.Operand, next);
        }
        else
        {
            GoTo(instruction.Operand);
            GoTo(next);
        }
    }

    // Comparing as unsigned is comparing as signed where both are not negative.
    private static bool? Fold(ILOpCode code, long left, long right)
    {
        var unsigned = code is >= ILOpCode.Bge_un and <= ILOpCode.Blt_un;
        if (unsigned && (left < 0 || right < 0))
        {
            return null;
        }

        return code switch
        {
            ILOpCode.Beq => left == right,
            ILOpCode.Bne_un => left != right,
            ILOpCode.Bge or ILOpCode.Bge_un => left >= right,
            ILOpCode.Bgt or ILOpCode.Bgt_un => left > right,
            ILOpCode.Ble or ILOpCode.Ble_un => left <= right,
            _ => left < right,
        };
    }

    // The value of `left == right`.
    private Value Compare(Value left, Value right)
    {
        if (left is Integer x && right is Integer y)
        {
            return Value.Integer(x.Number == y.Number ? 1 : 0);
        }

        if (left is TypeToken a && right is TypeToken b)
        {
            return CompareTypes(a.Of, b.Of);
        }

        return right is Null or Integer { Number: 0 } ? IsEmpty(left)
            : left is Null or Integer { Number: 0 } ? IsEmpty(right)
            : Value.Anything();
    }

    // The value of `value == null` or `value == 0`.
    private static Value IsEmpty(Value value) => value switch
    {
        { Truth: { } truth } => Value.Integer(truth ? 0 : 1),
        FieldRead read => new NullTest(read, IsNull: true),
        NullTest test => test with { IsNull = !test.IsNull },
        _ => Value.Anything(),
    };

    private static Value CompareTypes(TypeSig a, TypeSig b)
    {
        if (a == b && !a.HasParameters)
        {
            return Value.Integer(1);
        }

        return a.IsClosed && b.IsClosed ? Value.Integer(0) : CanBeEqual(a, b) ? Value.Anything() : Value.Integer(0);
    }

    private static bool CanBeEqual(TypeSig a, TypeSig b)
    {
        if (a == b || a.Kind == TypeSigKind.Unknown || b.Kind == TypeSigKind.Unknown || a.HasParameters || b.HasParameters)
        {
            return true;
        }

        if (a.Kind == TypeSigKind.Free || b.Kind == TypeSigKind.Free)
        {
            return a.IsValueType is not { } x || b.IsValueType is not { } y || x == y;
        }

        return a.Kind == b.Kind && a.Definition == b.Definition && a.Index == b.Index && a.Arguments.Length == b.Arguments.Length
            && a.Arguments.Zip(b.Arguments).All(pair => CanBeEqual(pair.First, pair.Second));
    }

    // Arithmetic and comparisons of constants; false where the operation is another.
    private bool TryCompute(ILOpCode code)
    {
        switch (code)
        {
            case ILOpCode.Ceq:
                var (second, first) = (Pop(), Pop());
                Push(Compare(first, second));
                return true;
            case ILOpCode.Cgt_un when _stack.Count > 1 && _stack[^1] is Null:
                Pop();
                Push(IsEmpty(Pop()) switch
                {
                    Integer empty => Value.Integer(1 - empty.Number),
                    NullTest test => test with { IsNull = !test.IsNull },
                    var other => other,
                });
                return true;
            case ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un:
                var branch = code switch
                {
                    ILOpCode.Cgt => ILOpCode.Bgt,
                    ILOpCode.Cgt_un => ILOpCode.Bgt_un,
                    ILOpCode.Clt => ILOpCode.Blt,
                    _ => ILOpCode.Blt_un,
                };
                Combine((a, b) => Fold(branch, a, b) is { } outcome ? (outcome ? 1 : 0) : null);
                return true;
            case ILOpCode.And:
                if (_stack.Count > 1 && (_stack[^1] is Integer { Number: 0 } || _stack[^2] is Integer { Number: 0 }))
                {
                    Escape(Pop());
                    Escape(Pop());
                    Push(Value.Integer(0));
                    return true;
                }

                Combine((a, b) => a & b);
                return true;
            case ILOpCode.Add:
                Combine((a, b) => a + b);
                return true;
            case ILOpCode.Sub:
                Combine((a, b) => a - b);
                return true;
            case ILOpCode.Mul:
                Combine((a, b) => a * b);
                return true;
            case ILOpCode.Or:
                Combine((a, b) => a | b);
                return true;
            case ILOpCode.Xor:
                Combine((a, b) => a ^ b);
                return true;
            case ILOpCode.Conv_i4 or ILOpCode.Conv_i8 or ILOpCode.Conv_i or ILOpCode.Conv_u8 or ILOpCode.Conv_u4 or ILOpCode.Conv_u
                when _stack.Count > 0 && _stack[^1] is Integer { Number: >= 0 and <= int.MaxValue }:
                return true;
            default:
                return false;
        }
    }

    // Results beyond 32 bits depend on the width, which is not followed.
    private void Combine(Func<long, long, long?> operation)
    {
        var (right, left) = (Pop(), Pop());
        Escape(right);
        Escape(left);
        var result = left is Integer { Number: >= int.MinValue and <= int.MaxValue } a && right is Integer { Number: >= int.MinValue and <= int.MaxValue } b
            ? operation(a.Number, b.Number)
            : null;
        Push(result is >= int.MinValue and <= int.MaxValue ? Value.Integer(result.Value) : Value.Anything());
    }
}
