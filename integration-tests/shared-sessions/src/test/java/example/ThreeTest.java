package example;

class ThreeTest extends SharedCase {}
