// Random charges, rents, resizes and connections against a model of nothing but sums: what must succeed does, nothing else does.
using CsCheck;

namespace MemallocKit.Runtime.Tests.Reserves.Models;

public class BooksModelTests
{
    [Fact]
    public void Every_operation_does_what_the_sums_say_and_leaves_them_true() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 4], Gen.Int[0, 9000]).Array[1, 250].Sample(
            steps =>
            {
                var model = new BooksModel();
                foreach (var (dice, which, size) in steps)
                {
                    if (dice < 15)
                        model.Charge(which, size);
                    else if (dice < 27)
                        model.Uncharge(which, size);
                    else if (dice < 52)
                        model.Rent(which, size);
                    else if (dice < 72)
                        model.Return(which, size);
                    else if (dice < 84)
                        model.Resize(which, size);
                    else if (dice < 90)
                        model.Connect(which);
                    else if (dice < 96)
                        model.Disconnect(size);
                    else if (dice < 98)
                        model.Exhaust();
                    else
                        model.Relieve();
                    model.AssertInvariants();
                }

                model.Close();
            },
            iter: 300);
}
