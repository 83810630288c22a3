// Tests of running applications wait most of the time. Those that measure what is common to all processes say DoNotParallelize.
[assembly: Parallelize(Scope = ExecutionScope.MethodLevel, Workers = 3)]
