// They build projects, each on all processors.
[assembly: DoNotParallelize]
