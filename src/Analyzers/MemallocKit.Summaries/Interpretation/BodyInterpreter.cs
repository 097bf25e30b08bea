// Interprets a body over abstract values until nothing changes.
using System.Reflection.Metadata;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

/// <summary>
/// Walks the blocks that values leave reachable and notes the effects of each instruction. A slot whose address goes where
/// the walk cannot follow holds anything from then on; when one is found the walk starts afresh.
/// </summary>
internal sealed partial class BodyInterpreter
{
    private readonly SummaryEngine _engine;
    private readonly MethodContext _context;
    private readonly MethodModel _method;
    private readonly AssemblyModel _assembly;
    private readonly DecodedBody _body;
    private readonly TypeTable _types;
    private readonly ValueJoin _joins;
    private readonly TypeSig[] _slotTypes;
    private readonly bool[] _isTracked;
    private readonly bool[] _onlyThrows;

    private readonly BlockState?[] _entries;
    private readonly Queue<int> _pending = [];
    private InterpretedBody _result;
    private bool _restart;

    // The block being walked.
    private List<Value> _stack = [];
    private Value[] _slots = [];
    private int _block;
    private bool _isStopped;

    public BodyInterpreter(SummaryEngine engine, MethodContext context, DecodedBody body)
    {
        _engine = engine;
        _context = context;
        _method = context.Method;
        _assembly = _method.Owner.Assembly;
        _body = body;
        _types = engine.Assemblies.Types;
        _joins = engine.Joins;
        _slotTypes = [.. ArgumentTypes(), .. body.Locals.Select(Substitute)];
        _isTracked = FindTracked();
        _onlyThrows = ThrowPaths.FindOnlyThrowing(body, _assembly);
        _entries = new BlockState?[body.Blocks.Length];
        _result = new InterpretedBody(body) { OnlyThrows = _onlyThrows };
    }

    public InterpretedBody Run()
    {
        do
        {
            _restart = false;
            _result = new InterpretedBody(_body) { OnlyThrows = _onlyThrows };
            Array.Clear(_entries);
            _pending.Clear();
            Enter(0, [], [.. Enumerable.Range(0, _slotTypes.Length).Select(InitialValue)]);
            do
            {
                while (!_restart && _pending.TryDequeue(out var block))
                {
                    _entries[block]!.IsQueued = false;
                    WalkBlock(_body.Blocks[block]);
                }
            }
            while (!_restart && EnterHandlers());
        }
        while (_restart);
        return _result;
    }

    private TypeSig Substitute(TypeSig type) => _types.Substitute(type, _context.TypeArguments, _context.MethodArguments);

    private TypeSig[] Substitute(TypeSig[] types) => _types.Substitute(types, _context.TypeArguments, _context.MethodArguments);

    private void Enter(int block, Value[] stack, Value[] slots)
    {
        var changed = true;
        if (_entries[block] is { } state)
        {
            changed = Merge(state.Slots, slots) | Merge(state.Stack, stack);
        }
        else
        {
            _entries[block] = state = new BlockState([.. stack], [.. slots]);
        }

        _result.IsLive[block] = true;
        if (changed && !state.IsQueued)
        {
            state.IsQueued = true;
            _pending.Enqueue(block);
        }
    }

    private bool Merge(Value[] known, Value[] incoming)
    {
        if (known.Length != incoming.Length)
        {
            throw new BadImageFormatException("Paths meet with stacks of different depths.");
        }

        var changed = false;
        for (var i = 0; i < known.Length; i++)
        {
            var joined = _joins.Join(known[i], incoming[i]);
            if (!ReferenceEquals(joined, known[i]) && !joined.Equals(known[i]))
            {
                known[i] = joined;
                changed = true;
            }
        }

        return changed;
    }

    // A handler starts with what no code of the method changes; an exception may have come from anywhere in the region.
    private bool EnterHandlers()
    {
        var entered = false;
        for (var r = 0; r < _body.Regions.Length; r++)
        {
            var region = _body.Regions[r];
            if (_result.IsHandlerLive[r] || !Array.Exists(_body.Blocks, b => region.Protects(b) && _result.IsLive[b.Index]))
            {
                continue;
            }

            _result.IsHandlerLive[r] = true;
            entered = true;
            Value[] slots =
            [
                .. Enumerable.Range(0, _slotTypes.Length).Select(slot =>
                    _body.IsStored[slot] || _body.IsAddressTaken[slot] ? Value.Anything(_slotTypes[slot]) : InitialValue(slot)),
            ];
            var caught = region.CatchType == 0 ? null : Substitute(_assembly.ResolveType(region.CatchType));
            Value[] stack = region.Catches ? [new NotNull(caught)] : [];
            Enter(_body.BlockOf[region.HandlerStart], stack, slots);
            if (region.FilterStart >= 0)
            {
                Enter(_body.BlockOf[region.FilterStart], [new NotNull(null)], slots);
            }
        }

        return entered;
    }

    private void WalkBlock(BasicBlock block)
    {
        _block = block.Index;
        _result.Successors[_block].Clear();
        _result.StopsAt[_block] = -1;
        _result.Stores[_block] = null;
        if (_onlyThrows[_block])
        {
            return;
        }

        var entry = _entries[_block]!;
        _stack = [.. entry.Stack];
        _slots = [.. entry.Slots];
        _isStopped = false;
        TypeSig? constrained = null;
        for (var i = block.Start; i < block.End; i++)
        {
            var instruction = _body.Instructions[i];
            if (instruction.Code == ILOpCode.Constrained)
            {
                constrained = Substitute(_assembly.ResolveType(instruction.Operand));
                continue;
            }

            if (!Step(i, instruction, constrained))
            {
                return;
            }

            if (_isStopped)
            {
                _result.StopsAt[_block] = i;
                return;
            }

            if (instruction.Code is not (ILOpCode.Readonly or ILOpCode.Tail or ILOpCode.Volatile or ILOpCode.Unaligned))
            {
                constrained = null;
            }
        }

        GoTo(block.End);
    }

    private void GoTo(int instruction)
    {
        if (instruction >= _body.Instructions.Length)
        {
            return;
        }

        var target = _body.BlockOf[instruction];
        if (!_result.Successors[_block].Contains(target))
        {
            _result.Successors[_block].Add(target);
        }

        Enter(target, [.. _stack], _slots);
    }

    private Value Pop()
    {
        if (_stack.Count == 0)
        {
            throw new BadImageFormatException("A body takes more from the stack than there is.");
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private void Push(Value value) => _stack.Add(value);

    private EffectSite NewSite(int instruction) =>
        _result.Sites[instruction] = new EffectSite(instruction) { Block = _block };

    private EffectSite SiteAt(int instruction) => _result.Sites[instruction] ?? NewSite(instruction);

    private sealed class BlockState(Value[] stack, Value[] slots)
    {
        public Value[] Stack { get; } = stack;

        public Value[] Slots { get; } = slots;

        public bool IsQueued { get; set; }
    }
}
