using MemallocKit;
using MemallocKit.Testing;

// At start: take the pages, or fail here with numbers. Then run what would otherwise run first in an emergency.
using var reserves = AppReserves.Connect();
SpillContext.Prime();

using var output = Console.OpenStandardOutput();
Spiller.Spill([1], output);

// Memory is gone: everything that is not reserved.
using (MemoryPressure.Exhaust(Zone.Default))
{
    Console.WriteLine($"ordinary allocation: {Zone.Default.TryAllocate(32, out _)}");
    Console.WriteLine($"spilled: {Spiller.Spill([2, 3, 5, 7], output)}");
}

Console.Write(ReserveInfo.ToText(AppReserves.Node));
